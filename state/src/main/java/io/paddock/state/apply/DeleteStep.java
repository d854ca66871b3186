package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.BAD_VERSION;
import static io.paddock.protocol.message.ErrorCode.NOT_EMPTY;
import static io.paddock.protocol.message.ErrorCode.NO_AUTH;
import static io.paddock.protocol.message.ErrorCode.NO_NODE;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.tree.Owner;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.Znode;

/** Deletes a znode; the checks in the order of spec/wire.md, section 9. Pure. */
final class DeleteStep {
  private DeleteStep() {}

  static Outcome apply(Draft draft, Command.Delete c) {
    if (!PathRules.mayBeDeleted(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    TreePath path = TreePath.of(c.path());
    Place parent = draft.tree.locateParent(path);
    if (parent == null) {
      return Draft.refused(NO_NODE);
    }
    if (!draft.may(Acl.DELETE, parent.znode())) {
      return Draft.refused(NO_AUTH);
    }
    Place place = draft.tree.locate(path);
    if (place == null) {
      return Draft.refused(NO_NODE);
    }
    if (!SetStep.isVersion(c.version(), place.znode().nodeStat().version())) {
      return Draft.refused(BAD_VERSION);
    }
    return removeEmpty(draft, place, c.path());
  }

  static Outcome idle(Draft draft, Command.DeleteIdle c) {
    if (!PathRules.mayBeDeleted(c.path())) {
      return Draft.refused(BAD_ARGUMENTS);
    }
    Place place = draft.tree.locate(TreePath.of(c.path()));
    if (place == null) {
      return Draft.refused(NO_NODE);
    }
    Znode znode = place.znode();
    // Another znode under the same name, or changed since the cleaner looked at it.
    if (!Owner.isIdle(znode.owner()) || znode.nodeStat().mzxid() != c.mzxid()) {
      return Draft.refused(BAD_VERSION);
    }
    return removeEmpty(draft, place, c.path());
  }

  private static Outcome removeEmpty(Draft draft, Place place, String path) {
    if (!place.znode().children().isEmpty()) {
      return Draft.refused(NOT_EMPTY);
    }
    remove(draft, place, path);
    return Outcome.Done.DONE;
  }

  /** Removes a znode without children, from its session too, and says so. */
  static void remove(Draft draft, Place place, String path) {
    Znode znode = place.znode();
    draft.tree = draft.tree.remove(place, draft.zxid);
    if (znode.isEphemeral()) {
      draft.sessions = draft.sessions.withoutEphemeral(znode.owner(), path);
    }
    draft.charge(TreePath.of(path), -1, -znode.dataLength());
    draft.changed(EventType.NODE_DELETED, path, znode.acl(), place.parent().acl());
  }
}
