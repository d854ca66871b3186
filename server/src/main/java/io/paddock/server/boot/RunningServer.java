package io.paddock.server.boot;

import io.paddock.protocol.codec.FrameLimits;
import io.paddock.replication.ledger.Ledger;
import io.paddock.server.admin.FourLetterWords;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.LimitsConfig;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MembersText;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.TlsConfig;
import io.paddock.server.connection.ConnectionRules;
import io.paddock.server.connection.ConnectionScope;
import io.paddock.server.connection.ServerLoad;
import io.paddock.server.connection.SessionThrottle;
import io.paddock.server.loop.CommitFollower;
import io.paddock.server.net.ClientPort;
import io.paddock.server.net.NetLoops;
import io.paddock.server.net.PortTls;
import io.paddock.server.net.TlsContext;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.pipeline.PipelineRules;
import io.paddock.server.session.ExpiryPolicy;
import io.paddock.server.session.Heartbeats;
import io.paddock.server.session.IdleCleaner;
import io.paddock.server.session.Service;
import io.paddock.server.session.SessionClock;
import io.paddock.server.session.SessionIdSource;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that serves, until it is closed or cannot go on.
 *
 * <p>Thread: any. {@link #close} waits until everything is closed.
 */
public final class RunningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  private final ServerConfig config;
  private final Service service;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Void> serving = new CompletableFuture<>();
  private final CompletableFuture<Optional<String>> stopped = new CompletableFuture<>();
  private volatile @Nullable Ledger ledger;
  private volatile @Nullable NetLoops loops;
  private volatile @Nullable ServerClock clock;
  private volatile @Nullable Doors doors;
  private volatile @Nullable ClientPort port;
  private volatile @Nullable ClientPort securePort;

  RunningServer(ServerConfig config) {
    this.config = config;
    this.service = config.ensemble().isStandalone() ? Service.open() : Service.shut();
  }

  /**
   * Opens everything in order; on failure closes what was open. A member of an ensemble does not
   * wait for the others here: {@link #serving} says when there is somebody to serve with.
   */
  void start(LedgerOpener opener) throws IOException {
    try {
      LedgerWatch watch = new LedgerWatch(this::fail);
      Ledger opened = opener.open(config, watch);
      ledger = opened;
      if (config.ensemble().isStandalone()) {
        watch.awaitLeading();
      }
      serve(opened, watch);
      if (stopping.get()) {
        throw new IOException("the server had to stop while it was starting; the log says why");
      }
    } catch (IOException | RuntimeException e) {
      stop(Optional.of(String.valueOf(e.getMessage())));
      closeRooms(); // Some may have been opened after a failure had stopped the others.
      throw e;
    }
  }

  private void serve(Ledger opened, LedgerWatch watch) throws IOException {
    LimitsConfig limits = config.limits();
    NetLoops net =
        new NetLoops(
            config.threads().eventLoops(),
            new FrameLimits(limits.frameBytesMax(), limits.fieldBytesMax()),
            e -> fail("an event loop has failed: " + e, e));
    loops = net;
    ConnectionRules shared = connectionRules(net);
    startLoops(net, opened, shared);
    MemberRooms member =
        config.ensemble().isStandalone()
            ? null
            : new MemberRooms(config, opened, net, shared, new Ensembled());
    LiveReports reports =
        new LiveReports(opened, net, shared, member == null ? null : member.figures());
    Doors opening = new Doors(net, new FourLetterWords(config, reports), reports);
    doors = opening;
    openPorts(opening);
    reports.serve(port, securePort);
    ServerClock itsClock = new ServerClock();
    clock = itsClock;
    startClock(itsClock, opened, shared.heartbeats(), reports);
    if (member == null) {
      nowServing();
    } else {
      member.start(itsClock, watch);
    }
  }

  private ConnectionRules connectionRules(NetLoops net) {
    // A standalone server has 1 in the top byte of its session ids (spec/wire.md, section 4).
    int serverId = Math.max(1, config.ensemble().myId());
    return new ConnectionRules(
        config.sessions(),
        config.limits(),
        new SessionIdSource(serverId, System.currentTimeMillis()),
        new Heartbeats(),
        new ServerLoad(net.size()),
        service,
        new SessionThrottle(config.limits().throttle(), System.nanoTime()),
        net::wakeAll);
  }

  private void startClock(
      ServerClock itsClock, Ledger opened, Heartbeats heartbeats, LiveReports reports) {
    ExpiryPolicy expiry = ExpiryPolicy.ofTickMs(config.sessions().tickTimeMs());
    SessionClock sessions = new SessionClock(opened, heartbeats, expiry);
    itsClock.eachTick(
        expiry,
        nowNanos -> {
          int ended = sessions.tick(nowNanos, MemberDuties.termOf(opened.ensemble()));
          if (ended > 0) {
            LOG.info("{} sessions end because they were not heard from", ended);
          }
          reports.noteDigest();
        });
    IdleCleaner cleaner = new IdleCleaner(opened, config.features().containers());
    itsClock.every(
        config.features().containers().checkIntervalMs(),
        nowNanos -> {
          boolean leads = MemberDuties.termOf(opened.ensemble()) != 0;
          int deleted = leads ? cleaner.round(System.currentTimeMillis()) : 0;
          if (deleted > 0) {
            LOG.info("{} idle containers and TTL znodes are deleted", deleted);
          }
        });
  }

  private void nowServing() {
    if (port != null) {
      LOG.info("Serving clients on {}", port.address());
    }
    if (securePort != null) {
      LOG.info("Serving encrypted clients on {}", securePort.address());
    }
    serving.complete(null);
  }

  /** What a port for clients needs. */
  private record Doors(NetLoops net, FourLetterWords words, LiveReports reports) {}

  private void openPorts(Doors opening) throws BindException {
    ClientPortConfig plain = config.clientPort();
    TlsConfig tls = config.tls();
    if (plain != null) {
      port = openPlain(plain, opening);
    }
    ClientPortConfig secure = tls == null ? null : tls.port();
    if (tls != null && secure != null) {
      securePort =
          new ClientPort(
              opening.net(),
              secure,
              PortTls.always(TlsContext.of(tls)),
              config.limits(),
              opening.words()::answer);
    }
  }

  private ClientPort openPlain(ClientPortConfig plain, Doors opening) throws BindException {
    TlsConfig tls = config.tls();
    PortTls unified =
        tls != null && tls.unified() ? PortTls.ifAsked(TlsContext.of(tls)) : PortTls.NONE;
    return new ClientPort(opening.net(), plain, unified, config.limits(), opening.words()::answer);
  }

  /** What happens to a member. Thread: the clock's. */
  private final class Ensembled implements MemberRooms.Events {
    @Override
    public void nowServing() {
      RunningServer.this.nowServing();
    }

    @Override
    public void clientsAt(MemberConfig.ClientAddress address) {
      movePort(address);
    }
  }

  /** New clients come in elsewhere; those that are here stay. */
  private void movePort(MemberConfig.ClientAddress address) {
    Doors opening = doors;
    ClientPortConfig usual = config.clientPort();
    ClientPort before = port;
    if (opening == null
        || (before != null && isAt(before.address(), address.host(), address.port()))) {
      return;
    }
    boolean keepAlive = usual != null && usual.keepAlive();
    int backlog = usual == null ? -1 : usual.backlog();
    try {
      port =
          openPlain(
              new ClientPortConfig(address.host(), address.port(), backlog, keepAlive), opening);
      closeQuietly(before);
      opening.reports().serve(port, securePort);
      LOG.info("The members say so: clients come in at {}:{}", address.host(), address.port());
    } catch (BindException e) {
      LOG.error("The members say that clients come in elsewhere, but: {}", e.getMessage());
    }
  }

  private static boolean isAt(InetSocketAddress bound, String host, int port) {
    return new InetSocketAddress(host, port).equals(bound);
  }

  private void startLoops(NetLoops net, Ledger opened, ConnectionRules shared) {
    EnsembleConfig ensemble = config.ensemble();
    // One participant that is no standalone server may shrink to itself.
    int votersMin = MembersText.voters(ensemble.members()) == 1 ? 1 : 2;
    PipelineRules rules =
        new PipelineRules(
            new AuthPolicy(config.auth()),
            config.features().skipAcl(),
            config.features().extendedTypes(),
            config.features().linearizableReads(),
            config.limits().largeRequests(),
            new PipelineRules.ReconfigRules(
                ensemble.reconfigEnabled(), ensemble.isStandalone(), votersMin));
    for (int i = 0; i < net.size(); i++) {
      LoopScope scope = new LoopScope(opened, rules, net.executor(i));
      CommitFollower path = new CommitFollower(scope, opened.commits());
      net.start(i, new ConnectionScope(i, shared, scope, path));
    }
  }

  /** Where clients connect, with the actual port; the encrypted one if there is no other. */
  public InetSocketAddress address() {
    ClientPort open = port == null ? securePort : port;
    if (open == null) {
      throw new IllegalStateException("the server has not started");
    }
    return open.address();
  }

  /** Where encrypted clients connect, with the actual port, or null if there is no such port. */
  public @Nullable InetSocketAddress secureAddress() {
    ClientPort open = securePort;
    return open == null ? null : open.address();
  }

  /** The settings it runs with. */
  public ServerConfig config() {
    return config;
  }

  /**
   * Completes when clients are served for the first time; a member of an ensemble waits for that
   * until there is a leader. Never if the server stops before.
   */
  public CompletionStage<Void> serving() {
    return serving.copy();
  }

  /**
   * Completes when everything is closed; with a message if that was because the server could not go
   * on.
   */
  public CompletionStage<Optional<String>> stopped() {
    return stopped.copy();
  }

  /**
   * Says why the server cannot go on, and stops it, on a thread of its own: the caller may be what
   * must be closed.
   */
  private void fail(String message, Throwable cause) {
    LOG.error("The server stops: {}", message, cause);
    new Thread(() -> stop(Optional.of(message)), "paddock-stop").start();
  }

  /**
   * Stops. A member that leads hands leadership to another first, so that the others' clients
   * notice nothing; what this server's clients have asked for is answered before they are
   * disconnected.
   */
  @Override
  public void close() {
    Ledger open = ledger;
    NetLoops net = loops;
    if (open != null && net != null && !stopping.get()) {
      if (!config.ensemble().isStandalone()) {
        Farewell.handOver(open.ensemble());
      }
      closeQuietly(port);
      closeQuietly(securePort);
      Farewell.retire(net);
    }
    stop(Optional.empty());
    stopped.join();
  }

  private void stop(Optional<String> reason) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      closeRooms();
    } finally {
      LOG.info("Stopped");
      stopped.complete(reason);
    }
  }

  private synchronized void closeRooms() {
    closeQuietly(port);
    closeQuietly(securePort);
    closeQuietly(clock);
    closeQuietly(loops);
    closeQuietly(ledger);
  }

  private static void closeQuietly(@Nullable AutoCloseable room) {
    try {
      if (room != null) {
        room.close();
      }
    } catch (Exception e) {
      LOG.warn("Could not close {}", room, e);
    }
  }
}
