package io.paddock.replication.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.paddock.replication.peer.PeerListener;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who comes in, and tells the listener who came, said something, and went.
 *
 * <p>Thread: the loop.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // What fails closes the connection, which is heard of.
final class Doorkeeper implements PeerHandler.Gate {
  static final int STRANGERS_MAX = 64;
  private static final PeerListener SILENT = new Silent();
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeers.class);

  private final PeerSettings settings;
  private final Map<Integer, PeerLink> links;
  private final TlsDoor tls;
  private final Complaints complaints;
  private final LongSupplier nanoTime;

  /** Accepted connections that have not said who they are, the oldest first. */
  private final Set<Channel> strangers = new LinkedHashSet<>();

  private final Map<PeerHandler, PeerLink> guests = new HashMap<>();
  private PeerListener listener = SILENT;
  private Consumer<PeerLink> lost = link -> {};
  private long incarnation;
  private long ensemble;

  Doorkeeper(
      PeerSettings settings,
      Map<Integer, PeerLink> links,
      TlsDoor tls,
      Complaints complaints,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.links = links;
    this.tls = tls;
    this.complaints = complaints;
    this.nanoTime = nanoTime;
  }

  /** Which start of this member it is; others hear it in each hello. */
  void start(long ofThisMember) {
    incarnation = ofThisMember;
  }

  /** Who is told from now on; {@code gone} is called too when a connection has gone. */
  void tell(PeerListener hears, Consumer<PeerLink> gone) {
    listener = hears;
    lost = gone;
  }

  /** Nobody is told from now on. */
  void hush() {
    tell(SILENT, link -> {});
  }

  /**
   * The ensemble to which this member belongs, or 0; whoever says another one is shut out, or has
   * said so already.
   */
  void ensemble(long id) {
    ensemble = id;
    for (PeerLink link : List.copyOf(guests.values())) {
      PeerChannel open = link.channel;
      if (open != null && isOther(link.ensemble)) {
        complaints.say(
            "The connection with member "
                + link.id
                + " is closed: "
                + other(link.id, link.ensemble));
        open.channel().close();
      }
    }
  }

  private boolean isOther(long theirs) {
    return theirs != 0 && ensemble != 0 && theirs != ensemble;
  }

  private String other(int member, long theirs) {
    return "member %d is of ensemble %016x and member %d of ensemble %016x: look which data"
            .formatted(member, theirs, settings.self(), ensemble)
        + " directories and server lines belong together";
  }

  /** Connections of which nobody knows whose they are. */
  int strangers() {
    return strangers.size();
  }

  /**
   * A connection was accepted. When there are too many, the oldest one goes: a member says at once
   * who it is, and would else be kept out by those that never do.
   */
  void accepted(Channel channel) {
    strangers.add(channel);
    channel.closeFuture().addListener(closed -> strangers.remove(channel));
    if (strangers.size() > STRANGERS_MAX) {
      Channel oldest = strangers.iterator().next();
      complaints.say(
          "Too many connections to the members' port do not say who they are, one of them from "
              + Complaints.host(oldest.remoteAddress())
              + "; the oldest are closed. Keep others out with a firewall");
      strangers.remove(oldest);
      oldest.close();
    }
  }

  /** What this member says first. */
  void greet(Channel channel, PeerLink link) {
    ByteBuf out = channel.alloc().buffer();
    new Hello(settings.self(), link.id, incarnation, ensemble).write(out);
    channel.writeAndFlush(out);
  }

  /** The process of a member that had been connected is dead. */
  void refused(PeerLink link) {
    safely(() -> listener.down(link.id, true));
  }

  @Override
  public void greeted(PeerHandler handler, ChannelHandlerContext ctx, Hello hello) {
    if (hello.isRefusal()) {
      wrong(handler, ctx, "it refuses this server: " + hello.refusal());
      ctx.close();
      return;
    }
    PeerLink link = links.get(hello.from());
    String refusal = objection(handler, ctx, hello, link);
    if (refusal != null || link == null) {
      refuse(handler, ctx, hello, String.valueOf(refusal));
      return;
    }
    if (handler.dialled == 0) {
      greet(ctx.channel(), link);
    }
    open(handler, ctx, hello, link);
  }

  private @Nullable String objection(
      PeerHandler handler, ChannelHandlerContext ctx, Hello hello, @Nullable PeerLink link) {
    String identity = wrongIdentity(handler, hello);
    if (identity != null) {
      return identity;
    }
    if (isOther(hello.ensemble())) {
      return other(hello.from(), hello.ensemble());
    }
    if (link == null) {
      return "member "
          + hello.from()
          + " does not belong to this ensemble: there is no server line for it";
    }
    if (handler.dialled == 0 && settings.self() > link.id) {
      return "the member with the higher id dials";
    }
    PeerChannel newer = link.channel;
    if (newer != null && hello.incarnation() < link.incarnation) {
      return "a newer start of member %d is connected already, from %s, and this one is from %s:"
              .formatted(
                  link.id,
                  Complaints.host(newer.channel().remoteAddress()),
                  Complaints.host(ctx.channel().remoteAddress()))
          + " if these are two servers, check the myid files of both";
    }
    return handler.dialled == 0 ? tls.objection(ctx.pipeline(), link.member) : null;
  }

  private @Nullable String wrongIdentity(PeerHandler handler, Hello hello) {
    int self = settings.self();
    if (hello.from() == self) {
      return "it says that it is member " + self + " too: check the myid files of both servers";
    }
    if (hello.to() != self) {
      return "it looks for member "
          + hello.to()
          + " and this is member "
          + self
          + ": check the server lines and the myid files";
    }
    if (handler.dialled != 0 && hello.from() != handler.dialled) {
      return "it is member "
          + hello.from()
          + ", and its address is that of member "
          + handler.dialled
          + ": check the server lines and the myid files";
    }
    return null;
  }

  private void refuse(PeerHandler handler, ChannelHandlerContext ctx, Hello hello, String reason) {
    wrong(handler, ctx, reason);
    if (handler.dialled == 0) {
      ByteBuf answer = ctx.alloc().buffer();
      new Hello(settings.self(), hello.from(), incarnation, 0, reason).write(answer);
      ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }

  private void open(PeerHandler handler, ChannelHandlerContext ctx, Hello hello, PeerLink link) {
    PeerHandler before = link.handler;
    PeerChannel old = link.channel;
    if (before != null && old != null) {
      LOG.info("Member {} has connected again; the old connection is closed", link.id);
      forget(before, link);
      old.channel().close();
    }
    strangers.remove(ctx.channel());
    link.ensemble = hello.ensemble();
    guests.put(handler, link);
    handler.letIn();
    PeerChannel sending =
        new PeerChannel(ctx.channel(), settings.frameBytesMax(), settings.queueBytesMax());
    link.up(handler, sending, hello.incarnation(), nanoTime.getAsLong());
    safely(() -> listener.up(link.id));
  }

  @Override
  public void received(PeerHandler handler, byte kind, ByteBuffer content) {
    PeerLink link = guests.get(handler);
    if (link != null) {
      listener.received(link.id, kind, content);
    }
  }

  @Override
  public void closed(PeerHandler handler) {
    PeerLink link = guests.get(handler);
    if (link != null) {
      forget(handler, link);
      lost.accept(link);
    }
  }

  private void forget(PeerHandler handler, PeerLink link) {
    guests.remove(handler);
    link.down(nanoTime.getAsLong());
    safely(() -> listener.down(link.id, false));
  }

  @Override
  public void wrong(PeerHandler handler, ChannelHandlerContext ctx, String reason) {
    PeerLink link = guests.get(handler);
    int id = link == null ? handler.dialled : link.id;
    String from = Complaints.host(ctx.channel().remoteAddress());
    complaints.say(
        (id == 0 ? "A connection from " + from : "The connection with member " + id + ", " + from)
            + ", is closed: "
            + reason);
  }

  /** A listener that fails must not stop the network from dialling again. */
  private static void safely(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("What came of a member's connection could not be handled", e);
    }
  }

  /** Hears nothing: before the start, and while closing. */
  private static final class Silent implements PeerListener {
    @Override
    public void up(int member) {}

    @Override
    public void down(int member, boolean refused) {}

    @Override
    public void received(int member, byte kind, ByteBuffer content) {}
  }
}
