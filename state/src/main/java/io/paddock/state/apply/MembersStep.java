package io.paddock.state.apply;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.tree.NodeStat;
import io.paddock.state.tree.Owner;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.Znode;
import java.util.List;

/**
 * The members as the tree shows them: a proposal that is under way, and those in force. Pure.
 *
 * <p>Source: spec/operations.md, section 2; spec/wire.md, section 9.
 */
final class MembersStep {
  private static final String CONFIG = "/zookeeper/config";
  private static final TreePath CONFIG_PATH = TreePath.of(CONFIG);
  private static final TreePath PROPOSAL = TreePath.of(Command.PROPOSAL_PATH);
  private static final List<Acl> READABLE = List.of(new Acl(Acl.READ, Id.ANYONE));

  private MembersStep() {}

  static Outcome propose(Draft draft, Command.ProposeMembers c) {
    if (draft.tree.find(PROPOSAL) != null) {
      return Draft.refused(ErrorCode.RECONFIG_IN_PROGRESS);
    }
    Place place = config(draft);
    Znode config = place.znode();
    if (config.nodeStat().mzxid() != c.basis()) {
      return Draft.refused(ErrorCode.BAD_VERSION);
    }
    if (!draft.may(Acl.WRITE, config)) {
      return Draft.refused(ErrorCode.NO_AUTH);
    }
    NodeStat stat = NodeStat.created(draft.zxid, draft.stamp.timeMs(), Owner.NONE);
    draft.tree = draft.tree.insert(place, PROPOSAL, stat, READABLE, Data.of(c.text()));
    draft.changed(EventType.NODE_CREATED, Command.PROPOSAL_PATH, READABLE, config.acl());
    return Outcome.Done.DONE;
  }

  static Outcome settle(Draft draft, Command.SettleMembers c) {
    Place pending = draft.tree.locate(PROPOSAL);
    long under = pending == null ? 0 : pending.znode().nodeStat().czxid();
    if (under != c.proposal()) {
      return Draft.refused(ErrorCode.BAD_VERSION);
    }
    if (pending != null) {
      DeleteStep.remove(draft, pending, Command.PROPOSAL_PATH);
    }
    if (c.error() == ErrorCode.OK) {
      if (draft.ensemble == 0) {
        draft.ensemble = c.ensemble();
      }
      write(draft, Data.of(c.text() + "\nversion=" + Long.toHexString(draft.zxid)));
    }
    Znode config = config(draft).znode();
    return new Outcome.Settled(
        c.proposal(),
        c.error(),
        config.nodeStat().toStat(config.dataLength(), config.children().size()));
  }

  private static void write(Draft draft, Data text) {
    Place place = config(draft);
    NodeStat stat = place.znode().nodeStat().dataChanged(draft.zxid, draft.stamp.timeMs());
    draft.tree = draft.tree.withData(place, text, stat);
    draft.changed(EventType.NODE_DATA_CHANGED, CONFIG, place.znode().acl(), List.of());
  }

  private static Place config(Draft draft) {
    Place place = draft.tree.locate(CONFIG_PATH);
    if (place == null) {
      throw new IllegalStateException("the tree has no " + CONFIG);
    }
    return place;
  }
}
