package io.paddock.server.view;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.state.access.AccessPolicy;
import io.paddock.state.apply.State;
import io.paddock.state.session.Session;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.Znode;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers one request that reads from one state. Pure.
 *
 * <p>Paths are not validated, but for a NUL in exists: what cannot be is not there. The empty path
 * is the root (spec/semantics.md, sections 1 to 3; spec/wire.md, section 9).
 */
public final class View {
  private static final Answer NO_NODE = new Answer.Refused(ErrorCode.NO_NODE);
  private static final Answer NO_AUTH = new Answer.Refused(ErrorCode.NO_AUTH);
  private static final Answer BAD_ARGUMENTS = new Answer.Refused(ErrorCode.BAD_ARGUMENTS);

  private View() {}

  /** The answer to {@code request}. */
  public static Answer answer(State state, Request.Read request, Asker asker) {
    return switch (request.op()) {
      case GET_DATA -> getData(state, ((Request.GetData) request).path(), asker);
      case EXISTS -> exists(state, ((Request.Exists) request).path(), asker);
      case GET_CHILDREN -> getChildren(state, ((Request.GetChildren) request).path(), asker);
      case GET_CHILDREN2 -> getChildren2(state, ((Request.GetChildren2) request).path(), asker);
      case GET_ACL -> getAcl(state, ((Request.GetAcl) request).path(), asker);
      case GET_EPHEMERALS -> getEphemerals(state, (Request.GetEphemerals) request, asker);
      case GET_ALL_CHILDREN_NUMBER ->
          count(state, ((Request.GetAllChildrenNumber) request).path(), asker);
      case MULTI_READ -> multiRead(state, (Request.MultiRead) request, asker);
      default -> throw new IllegalArgumentException(request.op() + " does not read");
    };
  }

  private static Answer getData(State state, String path, Asker asker) {
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    return mayRead(znode, asker)
        ? new Answer.Found(new Reply.DataStat(znode.data(), znode.stat()))
        : NO_AUTH;
  }

  private static Answer exists(State state, String path, Asker asker) {
    if (path.indexOf('\0') >= 0) {
      return BAD_ARGUMENTS;
    }
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    return mayRead(znode, asker) ? new Answer.Found(new Reply.StatOnly(znode.stat())) : NO_AUTH;
  }

  private static Answer getChildren(State state, String path, Asker asker) {
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    return mayRead(znode, asker) ? new Answer.Found(new Reply.Names(names(znode))) : NO_AUTH;
  }

  private static Answer getChildren2(State state, String path, Asker asker) {
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    return mayRead(znode, asker)
        ? new Answer.Found(new Reply.NamesStat(names(znode), znode.stat()))
        : NO_AUTH;
  }

  private static Answer getAcl(State state, String path, Asker asker) {
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    if (!allows(znode, Acl.READ | Acl.ADMIN, asker)) {
      return NO_AUTH;
    }
    List<Acl> acl = znode.acl();
    List<Acl> shown = allows(znode, Acl.ADMIN, asker) ? acl : AccessPolicy.redacted(acl);
    return new Answer.Found(new Reply.AclStat(shown, znode.stat()));
  }

  private static Answer getEphemerals(State state, Request.GetEphemerals request, Asker asker) {
    String asked = request.prefix();
    String prefix = asked == null || asked.isBlank() ? "/" : asked;
    Session session = state.session(asker.session());
    List<String> paths = session == null ? List.of() : session.ephemerals(prefix);
    return new Answer.Found(new Reply.Names(paths));
  }

  private static Answer count(State state, String path, Asker asker) {
    Znode znode = state.find(path);
    if (znode == null) {
      return NO_NODE;
    }
    if (!mayRead(znode, asker)) {
      return NO_AUTH;
    }
    boolean isRoot = znode == state.tree().root();
    long below = isRoot ? state.tree().znodes() - 1 : Tree.descendants(znode);
    return new Answer.Found(new Reply.Count((int) Math.min(Integer.MAX_VALUE, below)));
  }

  private static Answer multiRead(State state, Request.MultiRead request, Asker asker) {
    List<StepResult> results = new ArrayList<>(request.steps().size());
    for (Request.ReadStep each : request.steps()) {
      Answer answer = answer(state, each, asker);
      if (answer instanceof Answer.Refused refused) {
        results.add(StepResult.Failed.of(refused.error()));
      } else {
        results.add(step(((Answer.Found) answer).reply()));
      }
    }
    return new Answer.Found(new Reply.Multi(results));
  }

  private static StepResult step(Reply reply) {
    if (reply instanceof Reply.DataStat read) {
      return new StepResult.DataRead(read.data(), read.stat());
    }
    return new StepResult.Children(((Reply.Names) reply).names());
  }

  private static List<String> names(Znode znode) {
    return znode.children().isEmpty() ? List.of() : List.of(znode.children().names());
  }

  private static boolean mayRead(Znode znode, Asker asker) {
    return allows(znode, Acl.READ, asker);
  }

  private static boolean allows(Znode znode, int perms, Asker asker) {
    return AccessPolicy.allows(znode.acl(), perms, asker.identities(), asker.skipsAcl());
  }
}
