package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.NODE_EXISTS;
import static io.paddock.protocol.message.ErrorCode.NO_AUTH;
import static io.paddock.protocol.message.ErrorCode.NO_CHILDREN_FOR_EPHEMERALS;
import static io.paddock.protocol.message.ErrorCode.NO_NODE;
import static io.paddock.protocol.message.ErrorCode.OK;
import static io.paddock.protocol.message.ErrorCode.SESSION_EXPIRED;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.access.AclFixup;
import io.paddock.state.access.AclSchemes;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.quota.Quota;
import io.paddock.state.tree.NodeStat;
import io.paddock.state.tree.Owner;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a znode; the checks in the order of spec/wire.md, section 9. Pure. */
final class CreateStep {
  private static final int SEQUENCE_DIGITS = 10;

  private CreateStep() {}

  static Outcome apply(Draft draft, Command.Create c) {
    if (c.mode().isEphemeral() && draft.session == null) {
      return Draft.refused(SESSION_EXPIRED); // The server itself has no life that could end.
    }
    if (!PathRules.mayBeCreated(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    AclFixup acl = fixup(draft, c.acl());
    if (acl.error() != OK) {
      return Draft.refused(acl.error());
    }
    TreePath requested = TreePath.of(c.path());
    Place parent = draft.tree.locateParent(requested);
    if (parent == null) {
      return Draft.refused(NO_NODE);
    }
    if (!draft.may(Acl.CREATE, parent.znode())) {
      return Draft.refused(NO_AUTH);
    }
    boolean sequential = c.mode().isSequential();
    String path = sequential ? withSequence(c.path(), parent.znode()) : c.path();
    TreePath treePath = sequential ? TreePath.of(path) : requested;
    ErrorCode error = check(draft, parent.znode(), path, treePath);
    return error == OK
        ? create(draft, c, parent, new Named(path, treePath), acl.acl())
        : Draft.refused(error);
  }

  /** A path in both its forms. */
  private record Named(String text, TreePath path) {}

  static AclFixup fixup(Draft draft, @Nullable List<Acl> acl) {
    Stamp.Rules rules = draft.stamp.rules();
    AclSchemes schemes = new AclSchemes(rules.saslAcls(), rules.x509Acls());
    return AclFixup.of(acl, draft.identities(), schemes);
  }

  private static ErrorCode check(Draft draft, Znode parent, String path, TreePath treePath) {
    if (!PathRules.isValid(path)) {
      return BAD_ARGUMENTS;
    }
    if (draft.tree.find(treePath) != null) {
      return NODE_EXISTS;
    }
    return parent.isEphemeral() ? NO_CHILDREN_FOR_EPHEMERALS : OK;
  }

  /** The path with the number of children that the parent ever had (spec/semantics.md, 4). */
  private static String withSequence(String path, Znode parent) {
    String number = Integer.toString(parent.nodeStat().creates());
    return path + "0".repeat(SEQUENCE_DIGITS - number.length()) + number;
  }

  private static Outcome create(
      Draft draft, Command.Create c, Place parent, Named named, List<Acl> acl) {
    Data data = c.data();
    int size = data == null ? 0 : data.size();
    ErrorCode error = draft.checkQuota(named.path, 1, size);
    if (error != OK) {
      return Draft.refused(error);
    }
    NodeStat stat = NodeStat.created(draft.zxid, draft.stamp.timeMs(), owner(c));
    draft.tree = draft.tree.insert(parent, named.path, stat, acl, data);
    if (c.mode().isEphemeral()) {
      draft.sessions = draft.sessions.withEphemeral(c.session(), named.text);
    }
    if (Quota.isUsage(named.text)) {
      draft.tree = Quota.fill(draft.tree, named.text);
    }
    draft.charge(named.path, 1, size);
    draft.changed(EventType.NODE_CREATED, named.text, acl, parent.znode().acl());
    return new Outcome.Created(named.text, stat.toStat(size, 0));
  }

  private static long owner(Command.Create c) {
    CreateMode mode = c.mode();
    if (mode.isEphemeral()) {
      return c.session();
    }
    return mode == CreateMode.CONTAINER
        ? Owner.CONTAINER
        : mode.isTtl() ? Owner.ttl(c.ttlMs()) : Owner.NONE;
  }
}
