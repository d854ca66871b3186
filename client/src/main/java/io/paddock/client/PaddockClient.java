package io.paddock.client;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.Credential;
import io.paddock.client.api.RetryPolicy;
import io.paddock.client.api.SessionKey;
import io.paddock.client.api.TlsOptions;
import io.paddock.client.operation.BlockingClient;
import io.paddock.client.operation.Wiring;
import io.paddock.client.session.ClientSession;
import io.paddock.client.session.ClientSessionConfig;
import io.paddock.client.transport.ClientThreads;
import io.paddock.client.transport.KeyedLanes;
import io.paddock.client.transport.Sockets;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.path.ConnectString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Connects to Paddock, or to any server that speaks the protocol of ZooKeeper.
 *
 * <pre>{@code
 * try (Client client = PaddockClient.connect("h1:2181,h2:2181/namespace")) {
 *   client.create("/greeting", Data.of("hello"));
 *   System.out.println(client.get("/greeting").text());
 * }
 * }</pre>
 */
public final class PaddockClient {
  private PaddockClient() {}

  /**
   * A client with the usual settings. Returns at once; the first operation waits for the
   * connection.
   *
   * @param servers {@code host:port,host:port/chroot}; an IPv6 address in brackets
   */
  public static Client connect(String servers) {
    return builder(servers).connect();
  }

  /** For other settings than the usual ones. */
  public static Builder builder(String servers) {
    return new Builder(ConnectString.parse(servers));
  }

  /** Settings of a client. Thread: one at a time. */
  public static final class Builder {
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);
    private static final Duration LIMIT_DEFAULT = Duration.ofSeconds(30);

    private final ConnectString servers;
    private final List<Credential> credentials = new ArrayList<>();
    private Duration sessionTimeout = TIMEOUT_DEFAULT;
    private Duration operationLimit = LIMIT_DEFAULT;
    private RetryPolicy retry =
        RetryPolicy.doubling(30, Duration.ofMillis(20), Duration.ofSeconds(1));
    private String name = "paddock-client";
    private int frameBytesMax = FrameLimits.FRAME_BYTES_MAX;
    private @Nullable ClientThreads threads;
    private @Nullable Executor callbacks;
    private @Nullable ClientMetrics metrics;
    private @Nullable SessionKey session;
    private Sockets sockets = Sockets.PLAIN;
    private boolean readOnlyAllowed;

    private Builder(ConnectString servers) {
      this.servers = servers;
    }

    /**
     * The session timeout to ask for; the server may give another one. 10 s by default. Too short
     * ends sessions in a pause of the JVM, too long leaves the ephemerals of dead programs.
     */
    public Builder sessionTimeout(Duration timeout) {
      if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("session timeout " + timeout);
      }
      this.sessionTimeout = timeout;
      return this;
    }

    /** How long an operation waits at most, without a connection too. 30 s by default. */
    public Builder operationLimit(Duration limit) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("operation limit " + limit);
      }
      this.operationLimit = limit;
      return this;
    }

    /** Adds an identity. */
    public Builder credential(Credential credential) {
      credentials.add(credential);
      return this;
    }

    /** How reads and protected creates that lost their connection are tried again. */
    public Builder retry(RetryPolicy retry) {
      this.retry = retry;
      return this;
    }

    /** How the names of the client's own threads begin. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * The largest frame that is taken from a server, bytes: the server's {@code jute.maxbuffer}.
     */
    public Builder frameBytesMax(int bytes) {
      this.frameBytesMax = bytes;
      return this;
    }

    /** Threads to share with other clients, which are not closed with this one. */
    public Builder threads(ClientThreads threads) {
      this.threads = threads;
      return this;
    }

    /**
     * Where listeners are called and futures complete, instead of the client's own threads. It must
     * go on when they block: with too few threads everything waits.
     */
    public Builder callbacks(Executor executor) {
      this.callbacks = executor;
      return this;
    }

    /** Who is told what the client does. */
    public Builder metrics(ClientMetrics metrics) {
      this.metrics = metrics;
      return this;
    }

    /**
     * Takes a server that is cut off from the ensemble rather than none: reads may be old, writes
     * are refused. The client goes on to look for a better one.
     */
    public Builder readOnlyAllowed() {
      this.readOnlyAllowed = true;
      return this;
    }

    /** Encrypts all connections. */
    public Builder tls(TlsOptions options) {
      this.sockets = new Sockets(options.context(), options.checksHost());
      return this;
    }

    /** Goes on with a session instead of beginning one; whoever else has it loses it. */
    public Builder session(SessionKey key) {
      this.session = key;
      return this;
    }

    /** Begins to connect and returns at once. */
    public Client connect() {
      ClientThreads shared = threads;
      ClientThreads used = shared == null ? ClientThreads.start(name) : shared;
      Executor calling = callbacks == null ? used.callbacks() : callbacks;
      ClientSession connected = new ClientSession(config(), used, new KeyedLanes(calling));
      connected.start();
      Runnable afterClose = shared == null ? used::close : () -> {};
      return new BlockingClient(
          new Wiring(connected, servers.chroot(), used.loop(), calling, afterClose),
          operationLimit,
          retry);
    }

    private ClientSessionConfig config() {
      int timeoutMs = (int) sessionTimeout.toMillis();
      SessionKey key = session;
      return new ClientSessionConfig(
          servers,
          key == null
              ? ClientSessionConfig.Terms.of(timeoutMs, readOnlyAllowed)
              : new ClientSessionConfig.Terms(timeoutMs, readOnlyAllowed, key),
          credentials,
          sockets,
          FrameLimits.of(frameBytesMax),
          Optional.ofNullable(metrics));
    }
  }
}
