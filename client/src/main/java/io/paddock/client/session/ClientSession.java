package io.paddock.client.session;

import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Credential;
import io.paddock.client.api.Happened;
import io.paddock.client.api.SessionKey;
import io.paddock.client.api.SessionLostException;
import io.paddock.client.api.WatchListener;
import io.paddock.client.request.Call;
import io.paddock.client.request.Calls;
import io.paddock.client.transport.ClientThreads;
import io.paddock.client.transport.Connection;
import io.paddock.client.transport.IoLoop;
import io.paddock.client.transport.KeyedLanes;
import io.paddock.client.watch.AsideListener;
import io.paddock.client.watch.ClientWatches;
import io.paddock.client.watch.Wish;
import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.protocol.path.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session, over all its connections, and made anew after it was lost (spec/client.md,
 * sections 3 to 9).
 *
 * <pre>
 * RESTING   → LOOKING     the pause before the next try is over
 * LOOKING   → SHAKING     an address is known
 * SHAKING   → READY       the server has accepted
 * any       → RESTING     connection lost, refused, silent; no address
 * any       → ENDED       closed, or the credentials were refused
 * </pre>
 *
 * <p>Thread: public methods any; the rest the loop's.
 */
public final class ClientSession {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum Phase {
    RESTING,
    LOOKING,
    SHAKING,
    READY,
    ENDED
  }

  private final ClientSessionConfig config;
  private final ClientThreads threads;
  private final IoLoop loop;
  private final KeyedLanes listeners;
  private final Hosts hosts;
  private final Pauses pauses;
  private final States states;
  private final ClientWatches watches;
  private final Calls calls = new Calls();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final List<Credential> credentials;

  private final Identity identity;
  private final WriterSearch search;

  private @Nullable Target target;
  private Phase phase = Phase.RESTING;
  private boolean closing;
  private @Nullable Connection connection;
  private int xid;
  private int answeredXid;
  private long writtenNanos;
  private long readNanos;
  private IoLoop.@Nullable Timer pulse;
  private IoLoop.@Nullable Timer expiry;
  private IoLoop.@Nullable Timer deadlines;
  private long deadlineNanos;

  /**
   * @param listeners calls listeners, each on a lane of its own
   */
  public ClientSession(ClientSessionConfig config, ClientThreads threads, KeyedLanes listeners) {
    this.config = config;
    this.threads = threads;
    this.loop = threads.loop();
    this.listeners = listeners;
    Random random = new Random();
    this.hosts = new Hosts(config.servers().servers(), random, InetAddress::getAllByName);
    this.identity = config.identity();
    this.search =
        new WriterSearch(loop, threads.callbacks(), hosts, config.sockets(), this::goToWriter);
    this.pauses = new Pauses(random);
    this.states = new States(listeners, config.metrics());
    this.watches = new ClientWatches(config.servers().chroot());
    this.credentials = new ArrayList<>(config.credentials());
  }

  /** Begins to connect. */
  public void start() {
    loop.execute(this::look);
  }

  /** The state and its listeners. */
  public States states() {
    return states;
  }

  /** The session's id, 0 while there is none. */
  public long id() {
    return identity.key().id();
  }

  /** What it takes to go on with the session elsewhere. */
  public SessionKey key() {
    return identity.key();
  }

  /** The servers are others from now on; the client may move to another one. */
  public void changeServers(List<ServerAddress> servers) {
    loop.execute(
        () -> {
          Target current = phase == Phase.READY ? target : null;
          if (hosts.change(servers, current == null ? null : current.server())) {
            rest("the servers have changed");
          }
        });
  }

  /** Sends a call, now or when there is a connection; its future says what came of it. */
  public void submit(Call<?> call) {
    config.metrics().ifPresent(call::tell);
    if (!loop.execute(() -> accept(call))) {
      call.fail(closed(call, "the client's threads have ended"));
    }
  }

  /**
   * Forgets a watch.
   *
   * @param last what tells the server, if nobody else wants it to keep the watch
   */
  public void forget(Wish wish, Call<?> last) {
    loop.execute(
        () -> {
          // One that is being asked for at this moment wants it too.
          if (watches.remove(wish) && !calls.carry(wish)) {
            accept(last);
          }
        });
  }

  /** Forgets all watches of a type on a path. */
  public void forgetAll(String path, WatcherType type) {
    loop.execute(() -> watches.removeAll(path, type));
  }

  /**
   * Forgets that a listener was to hear of a path once.
   *
   * @param last what tells the server, if nobody else wants it to keep the watch
   * @param forgotten completes when it is done here
   */
  public void forgetOnce(
      String path,
      WatchListener listener,
      Function<WatcherType, Call<?>> last,
      CompletableFuture<Void> forgotten) {
    boolean taken =
        loop.execute(
            () -> {
              calls.disown(path, listener);
              for (WatcherType each : watches.removeOnce(path, listener)) {
                if (!calls.carry(each, path)) {
                  accept(last.apply(each));
                }
              }
              forgotten.complete(null);
            });
    if (!taken) {
      forgotten.complete(null);
    }
  }

  /** Shows a credential on this connection and on all later ones. */
  public void addCredential(Credential credential) {
    loop.execute(
        () -> {
          credentials.add(credential);
          if (phase == Phase.READY) {
            show(credential);
          }
        });
  }

  /** Ends the session; the future completes when nothing of it is left. */
  public CompletableFuture<Void> close() {
    if (!loop.execute(this::farewell)) {
      ended.complete(null);
    }
    return ended;
  }

  // ---- calls

  private void accept(Call<?> call) {
    if (phase == Phase.ENDED || closing) {
      call.fail(closed(call, "the client is closed"));
      return;
    }
    watchDeadline(call.deadlineNanos());
    if (phase == Phase.READY) {
      send(call);
    } else {
      calls.hold(call);
    }
  }

  private void send(Call<?> call) {
    calls.sent(call);
    xid = after(xid);
    write(xid, call.request());
  }

  private static int after(int xid) {
    return xid == Integer.MAX_VALUE ? 1 : xid + 1;
  }

  private void write(int number, Request request) {
    Connection current = connection;
    if (current != null) {
      RequestCodec.writeFrame(current.out(), number, request);
      writtenNanos = System.nanoTime();
    }
  }

  private void watchDeadline(long atNanos) {
    if (deadlines != null && deadlineNanos - atNanos <= 0) {
      return;
    }
    if (deadlines != null) {
      deadlines.cancel();
    }
    deadlineNanos = atNanos;
    deadlines = loop.after(atNanos - System.nanoTime(), this::sweep);
  }

  private void sweep() {
    deadlines = null;
    long now = System.nanoTime();
    long next = calls.sweep(now);
    if (next >= 0) {
      watchDeadline(now + next);
    }
  }

  private void repeatOrFail(Call<?> call, String why) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - call.beganNanos());
    Optional<Duration> delay =
        call.isRepeatable() && !call.isDone()
            ? call.retry().delay(call.lost(), elapsed)
            : Optional.empty();
    if (delay.isPresent()) {
      loop.after(delay.get().toNanos(), calls.rest(call, this::accept));
    } else {
      call.fail(new ConnectionLossException(call.operation(), call.path(), call.happened(), why));
    }
  }

  private static ClosedException closed(Call<?> call, String why) {
    return new ClosedException(call.operation(), call.path(), call.happened(), why);
  }

  // ---- connecting

  private void look() {
    if (phase != Phase.RESTING) {
      return;
    }
    phase = Phase.LOOKING;
    try {
      threads
          .callbacks()
          .execute(
              () -> {
                Target next = hosts.next();
                loop.execute(() -> open(next));
              });
    } catch (RejectedExecutionException e) {
      end("the client's threads have ended");
    }
  }

  private void open(@Nullable Target next) {
    if (phase != Phase.LOOKING) {
      return;
    }
    phase = Phase.SHAKING;
    target = next;
    if (next == null) {
      rest("no address");
      return;
    }
    try {
      config.metrics().ifPresent(each -> each.connecting(next.server().toString()));
      Connection.Route route =
          new Connection.Route(
              next.server().host(), next.address(), config.sockets(), config.limits());
      connection = Connection.open(loop, route, new Frames());
      readNanos = System.nanoTime();
      writtenNanos = readNanos;
      beat();
    } catch (IOException | RuntimeException e) {
      rest(String.valueOf(e.getMessage()));
    }
  }

  private void shake() {
    Connection current = connection;
    if (current != null) {
      ConnectCodec.write(current.out(), identity.request());
    }
  }

  private void shaken(ConnectResponse response) {
    if (!response.isAccepted()) {
      LOG.info("session 0x{} has ended", Long.toHexString(id()));
      Target answering = target;
      if (identity.isKnown() && answering != null) {
        // It is there, and another session is another matter. One that has no session to give is
        // asked again after a pause.
        hosts.prefer(answering);
        pauses.answered();
      }
      lose();
      rest("the session has ended");
      return;
    }
    identity.accepted(response);
    phase = Phase.READY;
    answeredXid = xid;
    pauses.succeeded();
    cancel(expiry);
    credentials.forEach(this::show);
    for (Request each : watches.requests(identity.lastZxid())) {
      write(ReplyHeader.SET_WATCHES_XID, each);
    }
    if (Boolean.TRUE.equals(response.readOnly())) {
      states.become(ConnectionState.CONNECTED_READ_ONLY);
      search.begin();
    } else {
      states.become(ConnectionState.CONNECTED);
    }
    for (Call<?> call = calls.nextToSend(); call != null; call = calls.nextToSend()) {
      send(call);
    }
  }

  private void show(Credential credential) {
    write(ReplyHeader.AUTH_XID, new Request.Auth(0, credential.scheme(), credential.secret()));
  }

  // ---- losing

  /** The connection is over, if there was one; the next try comes after a pause. */
  private void rest(String why) {
    LOG.debug("connection lost: {}", why);
    boolean wasReady = phase == Phase.READY;
    dropConnection();
    if (phase == Phase.ENDED) {
      return;
    }
    if (closing) {
      end("the client is closed");
      return;
    }
    phase = Phase.RESTING;
    if (wasReady) {
      states.become(ConnectionState.SUSPENDED);
      long end = readNanos + identity.timeoutNanos() / 3 * 4;
      expiry = loop.after(end - System.nanoTime(), this::expire);
    }
    calls.takeSent().forEach(call -> repeatOrFail(call, why));
    loop.after(pauses.next(identity.timeoutNanos(), hosts.roundBegins()), this::look);
  }

  private void goToWriter(Target writer) {
    hosts.prefer(writer);
    rest("another server takes writes");
  }

  private void dropConnection() {
    cancel(pulse);
    search.end();
    Connection current = connection;
    connection = null;
    if (current != null) {
      current.close();
    }
  }

  // No server can be asked, but all of them must have given the session up by now.
  private void expire() {
    if (phase == Phase.READY || phase == Phase.ENDED || id() == 0) {
      return;
    }
    LOG.info("session 0x{} must have ended by now", Long.toHexString(id()));
    lose();
    if (phase == Phase.SHAKING) {
      // What is under way asks for the old session.
      rest("the session has ended");
    }
  }

  private void lose() {
    cancel(expiry);
    identity.lost();
    states.become(ConnectionState.LOST);
    calls.failWaiting(call -> new SessionLostException(call.operation(), call.path(), Happened.NO));
  }

  // ---- time

  /** Looks what time it is for this connection, and when to look again. */
  private void beat() {
    cancel(pulse);
    long now = System.nanoTime();
    long patience =
        phase == Phase.READY
            ? identity.timeoutNanos() / 3 * 2
            : pauses.patience(identity.timeoutNanos(), hosts.size());
    if (now - readNanos >= patience) {
      pauses.silent(phase == Phase.SHAKING);
      rest("the server is silent");
      return;
    }
    long next = readNanos + patience - now;
    if (phase == Phase.READY) {
      long idleMax = identity.timeoutNanos() / 3;
      if (now - writtenNanos >= idleMax) {
        write(ReplyHeader.PING_XID, new Request.Ping());
      }
      next = Math.min(next, writtenNanos + idleMax - now);
    }
    pulse = loop.after(next, this::beat);
  }

  private static void cancel(IoLoop.@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  // ---- frames

  private void reply(JuteReader in) throws ProtocolException {
    ReplyHeader header = ReplyCodec.readHeader(in);
    switch (header.xid()) {
      case ReplyHeader.EVENT_XID -> event(ReplyCodec.readEvent(in));
      case ReplyHeader.SET_WATCHES_XID -> {}
      case ReplyHeader.PING_XID -> {
        // Only a server that stops says so (docs/compatibility.md, "A server that stops").
        if (header.err() == ErrorCode.CONNECTION_LOSS.code()) {
          calls.takeBackSent();
          rest("the server stops");
        }
      }
      case ReplyHeader.AUTH_XID -> {
        if (header.err() != 0) {
          end("the server refuses the credentials");
        }
      }
      default -> answer(header, in);
    }
  }

  private void event(@Nullable WatchEvent event) {
    if (event == null) {
      return;
    }
    String path = config.servers().chroot().toClient(event.path());
    WatchEvent ours = new WatchEvent(event.type(), event.state(), path);
    Set<WatchListener> told = watches.take(ours);
    config.metrics().ifPresent(metrics -> metrics.event(told.size()));
    for (WatchListener each : told) {
      AsideListener.orderOf(each, task -> listeners.execute(each, task))
          .execute(() -> each.happened(ours));
    }
  }

  private void answer(ReplyHeader header, JuteReader in) throws ProtocolException {
    answeredXid = after(answeredXid);
    Call<?> call = header.xid() == answeredXid ? calls.nextToAnswer() : null;
    if (call == null) {
      rest("a reply to nothing, xid " + header.xid());
      return;
    }
    identity.seen(header.zxid());
    Wish wish = call.wish();
    if (wish != null && call.wantsWatch()) {
      watches.answered(wish, header.err());
    } else if (wish != null) {
      giveBack(wish, header.err());
    }
    call.answered(header.err(), in);
    if (call.request() instanceof Request.CloseSession) {
      end("the client is closed");
    } else if (header.err() == ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH.code()) {
      // It would go on like this for ever, with a new session each time.
      end("the server wants an identity that this client has not shown");
    }
  }

  /** The server may keep a watch for a call that nobody waited for any more. */
  private void giveBack(Wish wish, int err) {
    Request.RemoveWatches left = watches.leftBehind(wish, err);
    if (left != null && !calls.carry(left.type(), wish.path())) {
      Call<?> call = new Call<>("unwatch", wish.path(), left, reply -> null);
      accept(call.until(System.nanoTime() + FAREWELL_NANOS));
    }
  }

  // ---- the end

  private void farewell() {
    if (phase == Phase.ENDED || closing) {
      return;
    }
    closing = true;
    if (phase != Phase.READY) {
      end("the client is closed");
      return;
    }
    Call<Void> last = new Call<>("close", "", new Request.CloseSession(), reply -> null);
    send(last.until(System.nanoTime() + FAREWELL_NANOS));
    loop.after(FAREWELL_NANOS, () -> end("the client is closed"));
  }

  private void end(String why) {
    if (phase == Phase.ENDED) {
      return;
    }
    phase = Phase.ENDED;
    dropConnection();
    cancel(expiry);
    cancel(deadlines);
    calls.failAll(call -> closed(call, why));
    identity.lost();
    states.become(ConnectionState.CLOSED);
    ended.complete(null);
  }

  /** What one connection tells; one that is not the current one any more is not heard. */
  private final class Frames implements Connection.Listener {
    @Override
    public void opened() {
      shake();
    }

    @Override
    public void frame(JuteReader in) throws ProtocolException {
      readNanos = System.nanoTime();
      if (phase == Phase.SHAKING) {
        shaken(ConnectCodec.readResponse(in));
        if (phase == Phase.READY) {
          beat();
        }
      } else {
        reply(in);
      }
    }

    @Override
    public void closed(String why) {
      rest(why);
    }
  }
}
