package io.paddock.replication.peer.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerListener;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members' network on TCP: one connection for each pair, dialled by the member with the higher
 * id ({@link PeerLink}), one event loop for all of them.
 *
 * <p>A connection belongs to nobody until a {@link Hello} has said who is there; whoever is not a
 * member, or wants another one, is told why and shut out.
 *
 * <p>Thread: any; everything inside happens on the loop.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // What fails closes the connection, which is heard of.
public final class NettyPeers implements PeerNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeers.class);
  private static final int CONNECT_MS_MAX = 2000;
  private static final int STRANGERS_MAX = 64;
  private static final long CLOSE_SECONDS_MAX = 5;
  private static final int PINGS = 3;

  private final PeerSettings settings;
  private final Complaints complaints = new Complaints(System::nanoTime);
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final ExecutorService names;
  private final List<Channel> ports = new ArrayList<>();
  private final Map<Integer, PeerLink> links = new ConcurrentHashMap<>();
  private final Gate gate = new Gate();
  private @Nullable PeerListener listener;
  private int strangers;
  private volatile boolean closed;

  /**
   * Binds the ports; nothing is answered before {@link #start}.
   *
   * @throws IOException if a port cannot be bound; the message says which and why
   */
  public static NettyPeers bind(PeerSettings settings) throws IOException {
    NettyPeers peers = new NettyPeers(settings);
    try {
      for (InetSocketAddress each : settings.listen()) {
        peers.listen(each);
      }
      return peers;
    } catch (IOException e) {
      peers.close();
      throw e;
    }
  }

  private NettyPeers(PeerSettings settings) {
    this.settings = settings;
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("paddock-peers", true), io);
    loop = group.next();
    // A name server that does not answer must not hold up the others' heartbeats.
    names = Executors.newSingleThreadExecutor(new DefaultThreadFactory("paddock-names", true));
  }

  private void listen(InetSocketAddress address) throws IOException {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen for other members on "
              + address
              + ": "
              + bound.cause().getMessage()
              + ". Is another server running there, and is this address one of this machine?",
          bound.cause());
    }
    ports.add(bound.channel());
  }

  /** Where it listens, with the actual ports. */
  public List<InetSocketAddress> addresses() {
    return ports.stream().map(each -> (InetSocketAddress) each.localAddress()).toList();
  }

  @Override
  public void start(PeerListener hears) {
    loop.execute(
        () -> {
          listener = hears;
          links.values().forEach(this::dial);
          ports.forEach(each -> each.config().setAutoRead(true));
        });
  }

  @Override
  public void members(List<Member> members) {
    onLoop(() -> replace(members));
  }

  private void replace(List<Member> members) {
    Set<Integer> left = new HashSet<>(links.keySet());
    for (Member each : members) {
      left.remove(each.id());
      if (each.id() == settings.self() || each.addresses().isEmpty()) {
        continue;
      }
      PeerLink known = links.get(each.id());
      if (known == null) {
        PeerLink link = new PeerLink(each);
        links.put(each.id(), link);
        dial(link);
      } else {
        known.member = each;
      }
    }
    for (int id : left) {
      PeerLink link = links.remove(id);
      if (link != null) {
        link.isGone = true;
        PeerChannel open = link.channel;
        if (open != null) {
          open.channel().close();
        }
      }
    }
  }

  @Override
  public boolean send(int member, byte kind, ByteBuffer... parts) {
    if (kind == PeerChannel.PING) {
      throw new IllegalArgumentException("kind " + kind + " is the network's own");
    }
    PeerLink link = links.get(member);
    PeerChannel open = link == null ? null : link.channel;
    return open != null && open.send(kind, parts);
  }

  @Override
  public Set<Integer> connected() {
    Set<Integer> up = new HashSet<>();
    for (PeerLink each : links.values()) {
      if (each.channel != null) {
        up.add(each.id);
      }
    }
    return up;
  }

  @Override
  public long queuedBytes(int member) {
    PeerLink link = links.get(member);
    PeerChannel open = link == null ? null : link.channel;
    return open == null ? 0 : open.queuedBytes();
  }

  @Override
  public void close() {
    closed = true;
    names.shutdownNow();
    group
        .shutdownGracefully(0, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
        .awaitUninterruptibly(2 * CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing more is done while closing");
    }
  }

  // ---- dialling --------------------------------------------------------------------------------

  private boolean dials(PeerLink link) {
    return settings.self() > link.id;
  }

  /** Tries to connect, soon, unless that goes on or there is nothing to find out. */
  private void dial(PeerLink link) {
    boolean wanted = dials(link) ? !link.isUp() : link.mayBeDead;
    if (listener == null || closed || link.isGone || !wanted || link.isPausing || link.isDialling) {
      return;
    }
    link.isPausing = true;
    Member.Address address = link.nextAddress();
    loop.schedule(
        () -> {
          link.isPausing = false;
          link.isDialling = true;
          resolve(address, found -> connect(link, found));
        },
        link.nextPauseMs(),
        TimeUnit.MILLISECONDS);
  }

  private void resolve(Member.Address address, Consumer<@Nullable InetSocketAddress> then) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
    if (literal != null) {
      then.accept(lookUp(address));
      return;
    }
    try {
      names.execute(
          () -> {
            InetSocketAddress found = lookUp(address);
            onLoop(() -> then.accept(found));
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("no name is looked up while closing");
    }
  }

  private @Nullable InetSocketAddress lookUp(Member.Address address) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
    } catch (UnknownHostException e) {
      complaints.say("the name " + address.host() + " of a member is not known (yet)");
      return null;
    }
  }

  private void connect(PeerLink link, @Nullable InetSocketAddress address) {
    if (address == null || closed) {
      link.isDialling = false;
      dial(link);
      return;
    }
    new Bootstrap()
        .group(group)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS_MAX)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (dials(link)) {
                  furnish(channel, link.id, link.nextAddress().host());
                }
              }
            })
        .connect(address)
        .addListener(done -> dialled(link, address, (ChannelFuture) done));
  }

  private void dialled(PeerLink link, InetSocketAddress address, ChannelFuture result) {
    if (!result.isSuccess()) {
      link.isDialling = false;
      if (result.cause() instanceof ConnectException && link.mayBeDead) {
        link.mayBeDead = false;
        hears().down(link.id, true);
      }
      dial(link);
      return;
    }
    if (!dials(link)) {
      // Somebody listens there: it is alive and will dial, or be seen to be dead at the next try.
      link.isDialling = false;
      result.channel().close();
      dial(link);
      return;
    }
    LOG.debug("dialled member {} at {}", link.id, address);
    ByteBuf hello = result.channel().alloc().buffer();
    new Hello(settings.self(), link.id, settings.incarnation()).write(hello);
    result.channel().writeAndFlush(hello);
  }

  // ---- connections -----------------------------------------------------------------------------

  private void accepted(Channel channel) {
    if (strangers >= STRANGERS_MAX) {
      complaints.say("too many connections on the members' port that do not say who they are");
      channel.close();
      return;
    }
    strangers++;
    furnish(channel, 0, null);
  }

  private void furnish(Channel channel, int dialled, @Nullable String host) {
    PeerTls tls = settings.tls();
    if (tls != null) {
      channel.pipeline().addLast(new SslHandler(engine(tls, host)));
    }
    int silence = settings.silenceMs();
    channel
        .pipeline()
        .addLast(new IdleStateHandler(silence, silence / PINGS, 0, TimeUnit.MILLISECONDS))
        .addLast(new PeerHandler(gate, settings.frameBytesMax(), dialled));
  }

  private static SSLEngine engine(PeerTls tls, @Nullable String host) {
    SSLEngine engine =
        host == null ? tls.context().createSSLEngine() : tls.context().createSSLEngine(host, 0);
    engine.setUseClientMode(host != null);
    SSLParameters parameters = engine.getSSLParameters();
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(new String[0]));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(new String[0]));
    }
    if (host == null) {
      parameters.setNeedClientAuth(true);
    } else if (tls.verifiesHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  private PeerListener hears() {
    PeerListener known = listener;
    if (known == null) {
      throw new IllegalStateException("a connection before the start");
    }
    return known;
  }

  /** Decides who comes in. Thread: the loop. */
  private final class Gate implements PeerHandler.Gate {
    private final Map<PeerHandler, PeerLink> guests = new ConcurrentHashMap<>();

    @Override
    public void greeted(PeerHandler handler, ChannelHandlerContext ctx, Hello hello) {
      if (hello.isRefusal()) {
        wrong(handler, ctx, "it refuses this server: " + hello.refusal());
        ctx.close();
        return;
      }
      PeerLink link = links.get(hello.from());
      String refusal = objection(handler, hello, link);
      if (refusal != null || link == null) {
        refuse(handler, ctx, hello, String.valueOf(refusal));
        return;
      }
      if (handler.dialled == 0) {
        ByteBuf answer = ctx.alloc().buffer();
        new Hello(settings.self(), link.id, settings.incarnation()).write(answer);
        ctx.writeAndFlush(answer);
      }
      open(handler, ctx, hello, link);
    }

    private @Nullable String objection(PeerHandler handler, Hello hello, @Nullable PeerLink link) {
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
        return "it is member " + hello.from() + ", and its address is that of " + handler.dialled;
      }
      if (link == null) {
        return "member " + hello.from() + " does not belong to this ensemble";
      }
      if (handler.dialled == 0 && dials(link)) {
        return "the member with the higher id dials";
      }
      if (link.isUp() && hello.incarnation() < link.incarnation) {
        return "a newer start of member " + link.id + " is connected already";
      }
      return null;
    }

    private void refuse(
        PeerHandler handler, ChannelHandlerContext ctx, Hello hello, String reason) {
      complaints.say("member connection from " + ctx.channel().remoteAddress() + ": " + reason);
      if (handler.dialled == 0) {
        ByteBuf answer = ctx.alloc().buffer();
        new Hello(settings.self(), hello.from(), settings.incarnation(), reason).write(answer);
        ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
      } else {
        ctx.close();
      }
    }

    private void open(PeerHandler handler, ChannelHandlerContext ctx, Hello hello, PeerLink link) {
      PeerHandler before = link.handler;
      PeerChannel old = link.channel;
      if (before != null && old != null) {
        LOG.info("member {} has connected again; the old connection is closed", link.id);
        forget(before, link);
        old.channel().close();
      }
      link.handler = handler;
      link.incarnation = hello.incarnation();
      link.isDialling = false;
      link.mayBeDead = false;
      link.freshStart();
      guests.put(handler, link);
      handler.letIn();
      link.channel =
          new PeerChannel(ctx.channel(), settings.frameBytesMax(), settings.queueBytesMax());
      if (handler.dialled == 0) {
        strangers--;
      }
      hears().up(link.id);
    }

    @Override
    public void received(PeerHandler handler, byte kind, ByteBuffer content) {
      PeerLink link = guests.get(handler);
      if (link != null) {
        hears().received(link.id, kind, content);
      }
    }

    @Override
    public void closed(PeerHandler handler) {
      PeerLink link = guests.get(handler);
      if (link != null) {
        forget(handler, link);
        link.mayBeDead = true;
      } else if (handler.dialled == 0 && !handler.isLetIn()) {
        strangers--;
      } else {
        link = links.get(handler.dialled);
        if (link != null && !link.isUp()) {
          link.isDialling = false;
        }
      }
      if (link != null) {
        dial(link);
      }
    }

    private void forget(PeerHandler handler, PeerLink link) {
      guests.remove(handler);
      link.handler = null;
      link.channel = null;
      if (!closed) {
        hears().down(link.id, false);
      }
    }

    @Override
    public void wrong(PeerHandler handler, ChannelHandlerContext ctx, String reason) {
      PeerLink link = guests.get(handler);
      int id = link == null ? handler.dialled : link.id;
      InetSocketAddress remote = (InetSocketAddress) ctx.channel().remoteAddress();
      String who = id != 0 ? "member " + id : remote == null ? "?" : remote.getHostString();
      complaints.say("connection with " + who + ": " + reason);
    }
  }
}
