package io.paddock.server.members;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MembersText;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.tree.Znode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member does about the members: it tells its ledger where they are. What the leader does
 * besides: it writes down those with which the ensemble has formed, brings a proposal into force,
 * and says what became of it. A proposal is part of the state, so that the next leader finishes
 * what one has begun.
 *
 * <p>Thread: the clock's.
 */
public final class MembersClerk {
  private static final Logger LOG = LoggerFactory.getLogger(MembersClerk.class);
  private static final String CONFIG = "/zookeeper/config";
  private static final long NOTHING = -1;

  /** A verdict that has had no effect after so many looks is given again. */
  private static final int LOOKS_MAX = 10;

  private final Ledger ledger;
  private final List<MemberConfig> first;
  private final Executor clock;
  private long said = NOTHING;

  /** A state in which there was nothing to do. */
  private @Nullable State idle;

  private long term;
  private long underWay = NOTHING;
  private Command.@Nullable SettleMembers verdict;
  private int looks;

  /**
   * A clerk.
   *
   * @param first the members as configured, for an ensemble that has none written down
   * @param clock runs tasks on the thread that this belongs to
   */
  public MembersClerk(Ledger ledger, List<MemberConfig> first, Executor clock) {
    this.ledger = ledger;
    this.first = List.copyOf(first);
    this.clock = clock;
  }

  /**
   * Looks whether there is something to do; to be called now and then.
   *
   * @param nowTerm the term in which this server leads, or 0
   */
  public void look(long nowTerm) {
    State state = ledger.commits().newest().state();
    if (nowTerm == term && state == idle) {
      return;
    }
    idle = state;
    sayWhere(state);
    if (nowTerm != term) {
      term = nowTerm;
      underWay = NOTHING;
      verdict = null;
    }
    if (nowTerm != 0) {
      lead(state);
    }
  }

  private void lead(State state) {
    Znode proposal = state.find(Command.PROPOSAL_PATH);
    if (proposal != null) {
      idle = null;
      bringIntoForce(proposal.stat().czxid(), text(proposal));
    } else if (text(state.find(CONFIG)).isEmpty()) {
      idle = null;
      writeFirst();
    } else {
      underWay = NOTHING;
      verdict = null;
    }
  }

  /**
   * Every member tells its ledger where the others are, as soon as somebody proposes to add one.
   */
  private void sayWhere(State state) {
    Znode config = state.find(CONFIG);
    Znode proposal = state.find(Command.PROPOSAL_PATH);
    long newest =
        Math.max(
            config == null ? 0 : config.stat().mzxid(),
            proposal == null ? 0 : proposal.stat().mzxid());
    String lines = text(config);
    if (newest == said || lines.isEmpty()) {
      return;
    }
    said = newest;
    Map<Integer, Member> all = new TreeMap<>();
    for (String each : List.of(lines, text(proposal))) {
      try {
        LedgerMembers.of(MembersText.parse(each)).forEach(m -> all.put(m.id(), m));
      } catch (IllegalArgumentException e) {
        LOG.warn("The members cannot be read: {}", e.toString());
      }
    }
    ledger.ensemble().whereabouts(List.copyOf(all.values()));
  }

  private void writeFirst() {
    if (underWay == 0) {
      insist();
    } else {
      underWay = 0;
      settle(term, 0, MembersText.of(first), ErrorCode.OK);
    }
  }

  /** The verdict may have come too early in the term to be taken. */
  private void insist() {
    Command.SettleMembers given = verdict;
    if (given != null && ++looks > LOOKS_MAX) {
      settle(term, given.proposal(), given.text(), given.error());
    }
  }

  private void bringIntoForce(long proposal, String text) {
    if (underWay == proposal) {
      insist();
      return;
    }
    underWay = proposal;
    verdict = null;
    long inTerm = term;
    List<Member> next;
    try {
      next = LedgerMembers.of(MembersText.parse(text));
    } catch (IllegalArgumentException e) {
      LOG.error("The proposal 0x{} cannot be read: {}", Long.toHexString(proposal), e.toString());
      settle(inTerm, proposal, text, ErrorCode.BAD_ARGUMENTS);
      return;
    }
    LOG.info("The members are to be {}", text.replace("\n", ", "));
    ledger
        .ensemble()
        .change(next)
        .whenComplete((done, error) -> clock.execute(() -> changed(inTerm, proposal, text, error)));
  }

  private void changed(long inTerm, long proposal, String text, @Nullable Throwable error) {
    Ensemble ensemble = ledger.ensemble();
    Standing standing = ensemble.standing();
    boolean leads = standing.role() == Standing.Role.LEADER && standing.term() == inTerm;
    if (!leads) {
      return; // The next leader sees the proposal, and finds it done or does it.
    }
    if (error == null) {
      settle(inTerm, proposal, text, ErrorCode.OK);
    } else {
      LOG.warn("The members stay as they are: {}", error.getMessage());
      settle(inTerm, proposal, text, ErrorCode.NEW_CONFIG_NO_QUORUM);
    }
  }

  private void settle(long inTerm, long proposal, String text, ErrorCode error) {
    Command.SettleMembers given = new Command.SettleMembers(proposal, text, error);
    verdict = given;
    looks = 0;
    ledger.submitLeading(inTerm, given);
    ledger.flush();
  }

  private static String text(@Nullable Znode znode) {
    Data data = znode == null ? null : znode.data();
    return data == null ? "" : data.asText();
  }
}
