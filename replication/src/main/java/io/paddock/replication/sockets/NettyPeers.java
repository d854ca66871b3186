package io.paddock.replication.sockets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerListener;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members' network on TCP: one connection for each pair, dialled by the member with the higher
 * id ({@link PeerLink}), one event loop for all of them.
 *
 * <p>A connection belongs to nobody until a {@link Hello} has said who is there; whoever is not a
 * member, or wants another one, is told why and shut out ({@link Doorkeeper}).
 *
 * <p>Thread: any; everything inside happens on the loop.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // What fails closes the connection, which is heard of.
public final class NettyPeers implements PeerNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeers.class);
  private static final long CLOSE_SECONDS_MAX = 5;
  private static final long LOOK_MS = 100;
  private static final int PINGS = 3;
  private static final int BACKLOG = 256;

  private final PeerSettings settings;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;

  /** Every channel; once it is closed it closes whatever is still added. */
  private final ChannelGroup channels;

  private final Names names;
  private final TlsDoor tls;
  private final Doorkeeper door;
  private final Dialler dialler;
  private final List<Channel> ports = new ArrayList<>();
  private final Map<Integer, PeerLink> links = new ConcurrentHashMap<>();

  /**
   * Binds the ports; nothing is answered before {@link #start}.
   *
   * @throws IOException if a port cannot be bound; the message says which and why
   */
  public static NettyPeers bind(PeerSettings settings) throws IOException {
    return bind(settings, InetAddress::getAllByName);
  }

  /** As above, with another way to find the addresses of names. */
  static NettyPeers bind(PeerSettings settings, Names.Lookup lookup) throws IOException {
    NettyPeers peers = new NettyPeers(settings, lookup);
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

  private NettyPeers(PeerSettings settings, Names.Lookup lookup) {
    this.settings = settings;
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("paddock-peers", true), Sockets.io());
    loop = group.next();
    channels = new DefaultChannelGroup(loop, true);
    Complaints complaints = new Complaints(System::nanoTime);
    names = new Names(complaints, lookup);
    tls = new TlsDoor(settings.tls());
    door = new Doorkeeper(settings, links, tls, complaints, System::nanoTime);
    dialler = new Dialler(settings.self(), loop, names, new Outgoing());
  }

  private void listen(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new IOException(
          "cannot listen for other members on "
              + address.getHostString()
              + ": this machine does not know its own name yet; set quorumListenOnAllIPs=true, or"
              + " make the name known before the server starts");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(Sockets.listening())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    tls.furnishAccepted(channel);
                    furnish(channel, 0);
                    door.accepted(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      BindException failure =
          new BindException(
              "cannot listen for other members on "
                  + address
                  + ": "
                  + bound.cause().getMessage()
                  + ". Is another server running there, perhaps with the same myid, and is this"
                  + " address one of this machine?");
      failure.initCause(bound.cause());
      throw failure;
    }
    channels.add(bound.channel());
    ports.add(bound.channel());
  }

  private void furnish(Channel channel, int dialled) {
    channels.add(channel);
    int silence = settings.silenceMs();
    channel
        .pipeline()
        .addLast(new IdleStateHandler(silence, silence / PINGS, 0, TimeUnit.MILLISECONDS))
        .addLast(new PeerHandler(door, settings, dialled));
  }

  /** Where it listens, with the actual ports. */
  public List<InetSocketAddress> addresses() {
    return ports.stream().map(each -> (InetSocketAddress) each.localAddress()).toList();
  }

  /**
   * Connections from which no hello has come. Asks the loop.
   *
   * @throws RejectedExecutionException if this is closed
   */
  int strangers() {
    Future<Integer> answer = loop.submit(door::strangers);
    // A loop that ends just then may have taken the question, and never answers it.
    while (!answer.awaitUninterruptibly(LOOK_MS) && !loop.isTerminated()) {
      LOG.debug("the loop is busy, or ends");
    }
    if (!answer.isDone()) {
      throw new RejectedExecutionException("the network is closed");
    }
    return answer.syncUninterruptibly().getNow();
  }

  @Override
  public void start(long incarnation, PeerListener listener) {
    onLoop(
        () -> {
          door.start(incarnation);
          door.tell(listener, dialler::dial);
          dialler.start();
          links.values().forEach(dialler::dial);
          ports.forEach(each -> each.config().setAutoRead(true));
        });
  }

  @Override
  public void ensemble(long id) {
    onLoop(() -> door.ensemble(id));
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
        dialler.dial(link);
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
    onLoop(door::hush);
    names.close();
    // A loop that is told to end in the middle of a turn may end without closing anything: ports
    // and connections would stay open for ever, with nobody behind them.
    channels.close().awaitUninterruptibly(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
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

  /** What the dialler opens. Thread: the loop. */
  private final class Outgoing implements Dialler.Owner {
    @Override
    public void furnish(Channel channel, PeerLink link, String host) {
      tls.furnishDialled(channel, host);
      NettyPeers.this.furnish(channel, link.id);
    }

    @Override
    public void connected(Channel channel, PeerLink link) {
      LOG.debug("dialled member {} at {}", link.id, channel.remoteAddress());
      door.greet(channel, link);
    }

    @Override
    public void refused(PeerLink link) {
      door.refused(link);
    }
  }
}
