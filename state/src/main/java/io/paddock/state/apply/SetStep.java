package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.BAD_VERSION;
import static io.paddock.protocol.message.ErrorCode.NO_AUTH;
import static io.paddock.protocol.message.ErrorCode.NO_NODE;
import static io.paddock.protocol.message.ErrorCode.OK;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.access.AclFixup;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.tree.NodeStat;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.Znode;
import java.util.List;

/**
 * Replaces a znode's data or ACL, or only looks at its version; the checks in the order of
 * spec/wire.md, section 9. Pure.
 */
final class SetStep {
  private static final int ANY_VERSION = -1;

  private SetStep() {}

  static boolean isVersion(int wanted, int actual) {
    return wanted == ANY_VERSION || wanted == actual;
  }

  static Outcome data(Draft draft, Command.SetData c) {
    if (!PathRules.isValid(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    TreePath path = TreePath.of(c.path());
    Place place = draft.tree.locate(path);
    if (place == null) {
      return Draft.refused(NO_NODE);
    }
    Znode znode = place.znode();
    if (!draft.may(Acl.WRITE, znode)) {
      return Draft.refused(NO_AUTH);
    }
    Data data = c.data();
    int size = data == null ? 0 : data.size();
    long growth = (long) size - znode.dataLength();
    ErrorCode error = draft.checkQuota(path, 0, growth);
    if (error != OK) {
      return Draft.refused(error);
    }
    NodeStat before = znode.nodeStat();
    if (!isVersion(c.version(), before.version())) {
      return Draft.refused(BAD_VERSION);
    }
    NodeStat stat = before.dataChanged(draft.zxid, draft.stamp.timeMs());
    draft.tree = draft.tree.withData(place, data, stat);
    draft.charge(path, 0, growth);
    draft.changed(EventType.NODE_DATA_CHANGED, c.path(), znode.acl(), List.of());
    return new Outcome.Changed(stat.toStat(size, znode.children().size()));
  }

  static Outcome acl(Draft draft, Command.SetAcl c) {
    if (!PathRules.isValid(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    AclFixup acl = CreateStep.fixup(draft, c.acl());
    if (acl.error() != OK) {
      return Draft.refused(acl.error());
    }
    Place place = draft.tree.locate(TreePath.of(c.path()));
    if (place == null) {
      return Draft.refused(NO_NODE);
    }
    Znode znode = place.znode();
    if (!draft.may(Acl.ADMIN, znode)) {
      return Draft.refused(NO_AUTH);
    }
    NodeStat before = znode.nodeStat();
    if (!isVersion(c.version(), before.aversion())) {
      return Draft.refused(BAD_VERSION);
    }
    NodeStat stat = before.aclChanged();
    draft.tree = draft.tree.withAcl(place, acl.acl(), stat);
    return new Outcome.Changed(stat.toStat(znode.dataLength(), znode.children().size()));
  }

  static Outcome check(Draft draft, Command.Check c) {
    if (!PathRules.isValid(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    Place place = draft.tree.locate(TreePath.of(c.path()));
    if (place == null) {
      return Draft.refused(NO_NODE);
    }
    if (!draft.may(Acl.READ, place.znode())) {
      return Draft.refused(NO_AUTH);
    }
    return isVersion(c.version(), place.znode().nodeStat().version())
        ? Outcome.Done.DONE
        : Draft.refused(BAD_VERSION);
  }
}
