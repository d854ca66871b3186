package io.paddock.server.boot;

import io.paddock.protocol.codec.FrameLimits;
import io.paddock.replication.ledger.Ledger;
import io.paddock.server.admin.FourLetterWords;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.LimitsConfig;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.TlsConfig;
import io.paddock.server.connection.ConnectionRules;
import io.paddock.server.connection.ConnectionScope;
import io.paddock.server.connection.ServerLoad;
import io.paddock.server.loop.CommitFollower;
import io.paddock.server.net.ClientPort;
import io.paddock.server.net.NetLoops;
import io.paddock.server.net.PortTls;
import io.paddock.server.net.TlsContext;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.pipeline.PipelineRules;
import io.paddock.server.pipeline.SessionEnd;
import io.paddock.server.session.ExpiryPolicy;
import io.paddock.server.session.Heartbeats;
import io.paddock.server.session.IdleCleaner;
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
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Optional<String>> stopped = new CompletableFuture<>();
  private volatile @Nullable Ledger ledger;
  private volatile @Nullable NetLoops loops;
  private volatile @Nullable ServerClock clock;
  private volatile @Nullable ClientPort port;
  private volatile @Nullable ClientPort securePort;

  RunningServer(ServerConfig config) {
    this.config = config;
  }

  /** Opens everything in order; on failure closes what was open. */
  void start(LedgerOpener opener) throws IOException {
    try {
      LedgerWatch watch = new LedgerWatch(this::fail);
      Ledger opened = opener.open(config, watch);
      ledger = opened;
      watch.awaitLeading();
      serve(opened);
      if (stopping.get()) {
        throw new IOException("the server had to stop while it was starting; the log says why");
      }
    } catch (IOException | RuntimeException e) {
      stop(Optional.of(String.valueOf(e.getMessage())));
      closeRooms(); // Some may have been opened after a failure had stopped the others.
      throw e;
    }
  }

  private void serve(Ledger opened) throws IOException {
    LimitsConfig limits = config.limits();
    NetLoops net =
        new NetLoops(
            config.threads().eventLoops(),
            new FrameLimits(limits.frameBytesMax(), limits.fieldBytesMax()),
            e -> fail("an event loop has failed: " + e, e));
    loops = net;
    Heartbeats heartbeats = new Heartbeats();
    ServerLoad load = new ServerLoad(net.size());
    startLoops(net, opened, heartbeats, load);
    LiveReports reports = new LiveReports(opened, net, load, heartbeats, config.sessions());
    FourLetterWords words = new FourLetterWords(config, reports);
    openPorts(net, words);
    reports.serve(port, securePort);
    ExpiryPolicy expiry = ExpiryPolicy.ofTickMs(config.sessions().tickTimeMs());
    clock =
        new ServerClock(
            new SessionClock(opened, heartbeats, expiry, SessionEnd::new),
            expiry,
            new IdleCleaner(opened, config.features().containers()),
            config.features().containers().checkIntervalMs(),
            reports::noteDigest);
  }

  private void openPorts(NetLoops net, FourLetterWords words) throws BindException {
    LimitsConfig limits = config.limits();
    ClientPortConfig plain = config.clientPort();
    TlsConfig tls = config.tls();
    TlsContext context = tls == null ? null : TlsContext.of(tls);
    if (plain != null) {
      PortTls unified =
          context != null && tls != null && tls.unified() ? PortTls.ifAsked(context) : PortTls.NONE;
      port = new ClientPort(net, plain, unified, limits, words::answer);
      LOG.info("Serving clients on {}", port.address());
    }
    ClientPortConfig secure = tls == null ? null : tls.port();
    if (secure != null && context != null) {
      securePort = new ClientPort(net, secure, PortTls.always(context), limits, words::answer);
      LOG.info("Serving encrypted clients on {}", securePort.address());
    }
  }

  private void startLoops(NetLoops net, Ledger opened, Heartbeats heartbeats, ServerLoad load) {
    PipelineRules rules =
        new PipelineRules(
            new AuthPolicy(config.auth()),
            config.features().skipAcl(),
            config.features().extendedTypes());
    // A standalone server has 1 in the top byte of its session ids (spec/wire.md, section 4).
    int serverId = Math.max(1, config.ensemble().myId());
    ConnectionRules shared =
        new ConnectionRules(
            config.sessions(),
            config.limits(),
            new SessionIdSource(serverId, System.currentTimeMillis()),
            heartbeats,
            load,
            net::wakeAll);
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

  @Override
  public void close() {
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
