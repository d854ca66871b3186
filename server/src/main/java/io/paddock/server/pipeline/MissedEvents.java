package io.paddock.server.pipeline;

import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.server.watch.WatchKind;
import io.paddock.state.tree.Znode;

/**
 * What a client that has reconnected missed: each of its watches either fires at once or is left
 * again (spec/semantics.md, section 9.5). No permission is asked for and nothing is told only once,
 * as in the reference.
 */
final class MissedEvents {
  private final RequestPipeline pipeline;
  private final long seenZxid;

  private MissedEvents(RequestPipeline pipeline, long seenZxid) {
    this.pipeline = pipeline;
    this.seenZxid = seenZxid;
  }

  static void bringUp(RequestPipeline pipeline, Request.SetWatches request) {
    MissedEvents missed = new MissedEvents(pipeline, request.relativeZxid());
    request.data().forEach(missed::data);
    request.exist().forEach(missed::exist);
    request.child().forEach(missed::child);
  }

  static void bringUp(RequestPipeline pipeline, Request.SetWatches2 request) {
    bringUp(pipeline, request.standard());
    request.persistent().forEach(path -> pipeline.watch(path, WatchKind.PERSISTENT));
    request.recursive().forEach(path -> pipeline.watch(path, WatchKind.RECURSIVE));
  }

  private void data(String path) {
    Znode znode = pipeline.scope().state().find(path);
    if (znode == null) {
      tell(EventType.NODE_DELETED, path);
    } else if (znode.stat().mzxid() > seenZxid) {
      tell(EventType.NODE_DATA_CHANGED, path);
    } else {
      pipeline.watch(path, WatchKind.DATA);
    }
  }

  private void exist(String path) {
    if (pipeline.scope().state().find(path) != null) {
      tell(EventType.NODE_CREATED, path);
    } else {
      pipeline.watch(path, WatchKind.DATA);
    }
  }

  private void child(String path) {
    Znode znode = pipeline.scope().state().find(path);
    if (znode == null) {
      tell(EventType.NODE_DELETED, path);
    } else if (znode.stat().pzxid() > seenZxid) {
      tell(EventType.NODE_CHILDREN_CHANGED, path);
    } else {
      pipeline.watch(path, WatchKind.CHILD);
    }
  }

  private void tell(EventType type, String path) {
    pipeline.sink().event(ReplyHeader.NO_ZXID, WatchEvent.of(type, path));
  }
}
