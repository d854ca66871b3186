package io.paddock.server.boot;

import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.connection.Connection;
import io.paddock.server.connection.ConnectionRules;
import io.paddock.server.members.DynamicFile;
import io.paddock.server.members.MembersClerk;
import io.paddock.server.members.OwnLine;
import io.paddock.server.net.NetLoops;
import io.paddock.server.session.Service;
import io.paddock.server.session.ServicePolicy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of an ensemble has besides the rooms of a standalone server: it knows who leads,
 * and owes the leader notes, or leads.
 *
 * <p>Thread: made by the thread that boots; works on the clock's.
 */
final class MemberRooms implements MemberService.Hearers {
  private static final Logger LOG = LoggerFactory.getLogger(MemberRooms.class);

  /**
   * How often a member looks who leads, besides when it is told, and whether members are to change:
   * so many times a tick, within bounds.
   */
  private static final int LOOKS_A_TICK = 8;

  /** A member that has not said for so long that it is level is not. */
  private static final long LEVEL_TICKS = 2;

  private static final int LOOK_MS_MIN = 50;
  private static final int LOOK_MS_MAX = 250;

  private final ServerConfig config;
  private final Ledger ledger;
  private final NetLoops loops;
  private final ConnectionRules shared;
  private final EnsembleFigures figures;
  private final Events events;
  private LongConsumer tellLeader = nowNanos -> {};

  /** What the server hears. */
  interface Events {
    /** Clients are served who were not before. */
    void nowServing();

    /** Clients are to be served at another address. */
    void clientsAt(ClientAddress address);
  }

  /** The rooms of a member that has not looked around yet. */
  MemberRooms(
      ServerConfig config, Ledger ledger, NetLoops loops, ConnectionRules shared, Events events) {
    this.config = config;
    this.ledger = ledger;
    this.loops = loops;
    this.shared = shared;
    this.figures =
        new EnsembleFigures(
            ledger.ensemble(),
            config.ensemble().members(),
            TimeUnit.MILLISECONDS.toNanos(LEVEL_TICKS * config.sessions().tickTimeMs()));
    this.events = events;
  }

  EnsembleFigures figures() {
    return figures;
  }

  /** Begins to look who leads. */
  void start(ServerClock clock, LedgerWatch watch) {
    EnsembleConfig ensemble = config.ensemble();
    int tickMs = config.sessions().tickTimeMs();
    ServicePolicy policy =
        ServicePolicy.of(tickMs, ensemble.syncLimit(), config.features().readOnlyMode());
    MemberService member =
        new MemberService(
            ledger,
            shared.service(),
            new MemberService.Rules(ensemble.myId(), policy, ensemble.leaderServes()),
            clock,
            this);
    MemberDuties duties =
        new MemberDuties(
            ledger.ensemble(),
            shared.heartbeats(),
            member,
            figures,
            TimeUnit.MILLISECONDS.toNanos(tickMs));
    tellLeader = duties::tellLeader;
    MembersClerk clerk =
        new MembersClerk(ledger, ensemble.members(), clock, new SecureRandom()::nextLong);
    DynamicFile file = dynamicFile(ensemble);
    watch.tell(duties);
    clock.every(Math.max(1, tickMs / 2), duties::tellLeader);
    MemberConfig self = ensemble.self();
    OwnLine own = new OwnLine(ensemble.myId(), self == null ? null : self.client());
    clock.every(
        Math.min(LOOK_MS_MAX, Math.max(LOOK_MS_MIN, tickMs / LOOKS_A_TICK)),
        nowNanos -> {
          ClientAddress moved = own.look(ledger.commits().newest().state());
          if (moved != null) {
            events.clientsAt(moved);
          }
          member.dismissed(own.isGone(), nowNanos);
          member.look(nowNanos);
          clerk.look(MemberDuties.termOf(ledger.ensemble()));
          if (file != null) {
            file.look(ledger.commits().newest().state());
          }
        });
    member.standing();
  }

  private static @Nullable DynamicFile dynamicFile(EnsembleConfig ensemble) {
    Path file = ensemble.configFile();
    return ensemble.reconfigEnabled() && file != null
        ? new DynamicFile(file, ensemble.myId())
        : null;
  }

  @Override
  public void service(Service.Phase before, Service.Phase now) {
    if (before == Service.Phase.SHUT && now == Service.Phase.OPEN) {
      tellLeader.accept(System.nanoTime());
      events.nowServing();
    } else if (now != before) {
      LOG.info("{}", text(now));
    }
    loops.onEachConnection(
        each -> {
          each.checkService();
          return true;
        });
  }

  @Override
  public void partWithClients() {
    loops.onEachConnection(Connection::retire);
  }

  @Override
  public void standing(Standing now) {
    long nowNanos = System.nanoTime();
    figures.standing(now, nowNanos);
    tellLeader.accept(nowNanos);
  }

  private static String text(Service.Phase now) {
    return switch (now) {
      case SHUT -> "Clients are disconnected";
      case OPEN -> "Everything is served again";
      case HOLDING -> "Reads are answered, writes and new sessions wait for a leader";
      case READING -> "Reads are answered, writes wait for a leader, nobody new is taken";
    };
  }
}
