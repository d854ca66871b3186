package io.paddock.server.members;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.replication.ledger.ChangeRefusedException;
import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MembersText;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.tree.Znode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member does about the members: it tells its ledger where they are. What the leader does
 * besides: it writes down those with which the ensemble has formed, brings a proposal into force,
 * and says what became of it. A proposal is part of the state, so that the next leader finishes
 * what one has begun.
 *
 * <pre>
 * proposal    the leader will not vote: it hands over the lead, and the next leader goes on
 *             else: all of the proposal and all who leave are in force
 * settled     it is in /zookeeper/config, and whoever leaves has heard so too
 * half a second later: only those of /zookeeper/config are in force
 * </pre>
 *
 * <p>Thread: the clock's.
 */
public final class MembersClerk {
  private static final Logger LOG = LoggerFactory.getLogger(MembersClerk.class);
  private static final String CONFIG = "/zookeeper/config";
  private static final long NOTHING = -1;

  /** What has had no effect after so many looks is done again. */
  private static final int LOOKS_MAX = 10;

  /** So many looks who leaves is kept, to answer what its clients have asked for. */
  private static final int PARTING_LOOKS = 8;

  private final Ledger ledger;
  private final List<MemberConfig> first;
  private final Executor clock;
  private final LongSupplier chance;
  private long said = NOTHING;

  /** The members that were in the state at the start are of this change; 0 for none. */
  private final long atStart;

  /** A state in which there was nothing to do. */
  private @Nullable State idle;

  private long term;
  private long underWay = NOTHING;
  private Command.@Nullable SettleMembers verdict;
  private int looks;
  private boolean handingOver;
  private int parting;
  private boolean dropping;

  /**
   * A clerk.
   *
   * @param first the members as configured, for an ensemble that has none written down
   * @param clock runs tasks on the thread that this belongs to
   * @param chance any number, for an ensemble that forms
   */
  public MembersClerk(
      Ledger ledger, List<MemberConfig> first, Executor clock, LongSupplier chance) {
    this.ledger = ledger;
    this.first = List.copyOf(first);
    this.clock = clock;
    this.chance = chance;
    this.atStart = changed(ledger.commits().newest().state());
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
      dropWhoHasLeft(text(state.find(CONFIG)));
    }
  }

  /** Whoever is not in the tree any more is not in force much longer. */
  private void dropWhoHasLeft(String text) {
    List<Member> kept = read(text);
    Ensemble ensemble = ledger.ensemble();
    boolean done = kept.isEmpty() || parts(kept).equals(parts(ensemble.members()));
    if (done) {
      parting = 0;
      return;
    }
    idle = null;
    if (!dropping && ++parting >= PARTING_LOOKS) {
      parting = 0;
      dropping = true;
      ensemble
          .change(kept)
          .whenComplete((dropped, error) -> clock.execute(() -> dropped(kept, error)));
    }
  }

  private void dropped(List<Member> kept, @Nullable Throwable error) {
    dropping = false;
    if (error == null) {
      LOG.info("The members are {}", parts(kept).keySet());
    } else {
      LOG.warn("Who has left is not dropped yet: {}", error.getMessage());
    }
  }

  private static Map<Integer, Boolean> parts(List<Member> members) {
    Map<Integer, Boolean> parts = new TreeMap<>();
    members.forEach(each -> parts.put(each.id(), each.votes()));
    return parts;
  }

  private static List<Member> read(String text) {
    try {
      return LedgerMembers.of(MembersText.parse(text));
    } catch (IllegalArgumentException e) {
      LOG.warn("The members cannot be read: {}", e.toString());
      return List.of();
    }
  }

  /**
   * Every member tells its ledger where the others are, as soon as somebody proposes to add one.
   */
  private void sayWhere(State state) {
    Znode proposal = state.find(Command.PROPOSAL_PATH);
    long newest = changed(state);
    String lines = text(state.find(CONFIG));
    if (newest == said || lines.isEmpty()) {
      return;
    }
    said = newest;
    Map<Integer, Member> all = new TreeMap<>();
    for (String each : List.of(lines, text(proposal))) {
      read(each).forEach(m -> all.put(m.id(), m));
    }
    if (newest == atStart) {
      // The state may be that of a snapshot which was taken where the members were before.
      for (Member each : LedgerMembers.of(first)) {
        all.computeIfPresent(
            each.id(), (id, there) -> new Member(id, there.votes(), each.addresses()));
      }
    }
    ledger.ensemble().whereabouts(List.copyOf(all.values()));
  }

  /** The last change of the members or of what they are to be. */
  private static long changed(State state) {
    Znode config = state.find(CONFIG);
    Znode proposal = state.find(Command.PROPOSAL_PATH);
    return Math.max(
        config == null ? 0 : config.stat().mzxid(), proposal == null ? 0 : proposal.stat().mzxid());
  }

  private void writeFirst() {
    if (underWay == 0) {
      insist();
    } else {
      underWay = 0;
      long ensemble = Math.max(1, chance.getAsLong() >>> 1);
      settle(new Command.SettleMembers(0, MembersText.of(first), ErrorCode.OK, ensemble));
    }
  }

  /** The verdict may have come too early in the term to be taken, or the lead not have gone. */
  private void insist() {
    Command.SettleMembers given = verdict;
    if (given != null && ++looks > LOOKS_MAX) {
      settle(given);
    } else if (given == null && handingOver && ++looks > LOOKS_MAX) {
      underWay = NOTHING;
    }
  }

  private void bringIntoForce(long proposal, String text) {
    if (underWay == proposal) {
      insist();
      return;
    }
    underWay = proposal;
    verdict = null;
    looks = 0;
    handingOver = false;
    List<Member> next;
    try {
      next = LedgerMembers.of(MembersText.parse(text));
    } catch (IllegalArgumentException e) {
      LOG.error("The proposal 0x{} cannot be read: {}", Long.toHexString(proposal), e.toString());
      settle(proposal, text, ErrorCode.BAD_ARGUMENTS);
      return;
    }
    LOG.info("The members are to be {}", text.replace("\n", ", "));
    if (next.stream().anyMatch(each -> each.id() == myId() && each.votes())) {
      change(proposal, text, next);
    } else {
      handOver(proposal, text, next);
    }
  }

  private int myId() {
    return ledger.ensemble().standing().leader(); // Only who leads comes here.
  }

  private void change(long proposal, String text, List<Member> next) {
    long inTerm = term;
    List<Member> andLeaving = new ArrayList<>(next);
    for (Member each : ledger.ensemble().members()) {
      if (next.stream().noneMatch(other -> other.id() == each.id())) {
        andLeaving.add(each);
      }
    }
    ledger
        .ensemble()
        .change(andLeaving)
        .whenComplete((done, error) -> clock.execute(() -> changed(inTerm, proposal, text, error)));
  }

  /** A leader that is to go, or to observe, lets one of those lead that stay. */
  private void handOver(long proposal, String text, List<Member> next) {
    Ensemble ensemble = ledger.ensemble();
    Set<Integer> connected = ensemble.connected();
    Set<Integer> staying =
        next.stream().filter(Member::votes).map(Member::id).collect(Collectors.toSet());
    for (Member each : ensemble.members()) {
      if (each.votes() && staying.contains(each.id()) && connected.contains(each.id())) {
        LOG.info("Server {} is to lead: this one will vote no more", each.id());
        handingOver = true;
        ensemble
            .handLeadershipTo(each.id())
            .whenComplete(
                (done, error) -> {
                  if (error != null) {
                    LOG.info("Server {} does not lead yet: {}", each.id(), error.getMessage());
                  }
                });
        return;
      }
    }
    LOG.warn("The members stay as they are: nobody of those who are to stay could lead now");
    settle(proposal, text, ErrorCode.NEW_CONFIG_NO_QUORUM);
  }

  private void changed(long inTerm, long proposal, String text, @Nullable Throwable error) {
    Standing standing = ledger.ensemble().standing();
    boolean leads = standing.role() == Standing.Role.LEADER && standing.term() == inTerm;
    if (!leads || inTerm != term) {
      return; // The next leader sees the proposal, and finds it done or does it.
    }
    if (error == null) {
      settle(proposal, text, ErrorCode.OK);
      return;
    }
    switch (why(error)) {
      case BUSY, NOT_LEADING -> underWay = NOTHING; // It is tried again.
      case NOT_REACHED -> drop(proposal, text, error, ErrorCode.NEW_CONFIG_NO_QUORUM);
      case IMPOSSIBLE -> drop(proposal, text, error, ErrorCode.SYSTEM_ERROR);
    }
  }

  private void drop(long proposal, String text, Throwable error, ErrorCode code) {
    LOG.warn("The members stay as they are: {}", error.getMessage());
    settle(proposal, text, code);
  }

  private static ChangeRefusedException.Why why(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof ChangeRefusedException refused
        ? refused.why()
        : ChangeRefusedException.Why.IMPOSSIBLE;
  }

  private void settle(long proposal, String text, ErrorCode error) {
    settle(new Command.SettleMembers(proposal, text, error));
  }

  private void settle(Command.SettleMembers given) {
    verdict = given;
    looks = 0;
    ledger.submitLeading(term, given);
    ledger.flush();
  }

  private static String text(@Nullable Znode znode) {
    Data data = znode == null ? null : znode.data();
    return data == null ? "" : data.asText();
  }
}
