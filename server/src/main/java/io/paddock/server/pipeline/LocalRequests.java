package io.paddock.server.pipeline;

import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatcherType;
import io.paddock.server.view.Answer;
import io.paddock.server.view.View;
import io.paddock.server.watch.WatchKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that a loop answers by itself: reads, pings, watches. Registering a watch and
 * answering from the state is one act, because the loop's table hears of every later commit
 * (spec/semantics.md, section 9.3).
 */
final class LocalRequests {
  private LocalRequests() {}

  /** Answers a request that is neither a write nor a sync, auth, SASL or the end of the session. */
  static void answer(RequestPipeline pipeline, int xid, Request request) {
    if (request instanceof Request.Read read) {
      read(pipeline, xid, read);
      return;
    }
    switch (request.op()) {
      case PING -> pipeline.reply(ReplyHeader.PING_XID, Reply.Empty.EMPTY);
      case WHO_AM_I -> pipeline.reply(xid, whoAmI(pipeline));
      case ADD_WATCH -> addWatch(pipeline, xid, (Request.AddWatch) request);
      case CHECK_WATCHES -> {
        Request.CheckWatches r = (Request.CheckWatches) request;
        found(pipeline, xid, has(pipeline, r.path(), r.type()));
      }
      case REMOVE_WATCHES -> {
        Request.RemoveWatches r = (Request.RemoveWatches) request;
        found(pipeline, xid, remove(pipeline, r.path(), r.type()));
      }
      case SET_WATCHES -> {
        MissedEvents.bringUp(pipeline, (Request.SetWatches) request);
        pipeline.reply(xid, Reply.Empty.EMPTY);
      }
      case SET_WATCHES2 -> {
        MissedEvents.bringUp(pipeline, (Request.SetWatches2) request);
        pipeline.reply(xid, Reply.Empty.EMPTY);
      }
      default -> throw new IllegalArgumentException(request.op() + " is not answered by a loop");
    }
  }

  private static void read(RequestPipeline pipeline, int xid, Request.Read request) {
    Answer answer = View.answer(pipeline.scope().state(), request, pipeline);
    if (answer instanceof Answer.Found found) {
      leaveWatch(pipeline, request);
      pipeline.reply(xid, found.reply());
      return;
    }
    ErrorCode error = ((Answer.Refused) answer).error();
    if (error == ErrorCode.NO_NODE && request.op() == OpCode.EXISTS) {
      leaveWatch(pipeline, request); // It waits for the znode to come.
    }
    pipeline.refuse(xid, error);
  }

  private static void leaveWatch(RequestPipeline pipeline, Request.Read request) {
    if (request instanceof Request.GetData r && r.watch()) {
      pipeline.watch(r.path(), WatchKind.DATA);
    } else if (request instanceof Request.Exists r && r.watch()) {
      pipeline.watch(r.path(), WatchKind.DATA);
    } else if (request instanceof Request.GetChildren r && r.watch()) {
      pipeline.watch(r.path(), WatchKind.CHILD);
    } else if (request instanceof Request.GetChildren2 r && r.watch()) {
      pipeline.watch(r.path(), WatchKind.CHILD);
    }
  }

  private static Reply whoAmI(RequestPipeline pipeline) {
    List<ClientInfo> clients = new ArrayList<>();
    for (Id each : pipeline.identities()) {
      clients.add(new ClientInfo(String.valueOf(each.scheme()), user(each)));
    }
    return new Reply.Clients(clients);
  }

  /** For digest only the part before the colon: the rest is the hash of the password. */
  private static String user(Id identity) {
    String id = String.valueOf(identity.id());
    int colon = "digest".equals(identity.scheme()) ? id.indexOf(':') : -1;
    return colon < 0 ? id : id.substring(0, colon);
  }

  private static void addWatch(RequestPipeline pipeline, int xid, Request.AddWatch request) {
    boolean recursive = request.mode() == AddWatchMode.PERSISTENT_RECURSIVE;
    pipeline.watch(request.path(), recursive ? WatchKind.RECURSIVE : WatchKind.PERSISTENT);
    pipeline.reply(xid, Reply.Errno.OK);
  }

  private static boolean has(RequestPipeline pipeline, String path, WatcherType type) {
    return pipeline.isWatching() && pipeline.scope().watches().has(pipeline.watcher(), path, type);
  }

  private static boolean remove(RequestPipeline pipeline, String path, WatcherType type) {
    return pipeline.isWatching()
        && pipeline.scope().watches().remove(pipeline.watcher(), path, type);
  }

  private static void found(RequestPipeline pipeline, int xid, boolean found) {
    if (found) {
      pipeline.reply(xid, Reply.Empty.EMPTY);
    } else {
      pipeline.refuse(xid, ErrorCode.NO_WATCHER);
    }
  }
}
