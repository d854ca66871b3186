package io.paddock.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.LimitsConfig;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port for clients: accepts, within limits, and spreads the connections over the loops.
 *
 * <p>Thread: opened and closed by the thread that boots; figures may be asked for by any.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Of closing what was refused.
public final class ClientPort implements AutoCloseable {
  /** Unsent bytes of one connection above which nothing more is asked of it. */
  static final int CONGESTED_BYTES = 1024 * 1024;

  private static final int UNCONGESTED_BYTES = 256 * 1024;
  private static final int BACKLOG_DEFAULT = 1024;

  /** Given here, because Netty would make a new string for each connection. */
  private static final String HANDLER = "client";

  private static final Logger LOG = LoggerFactory.getLogger(ClientPort.class);

  private final NetLoops loops;
  private final FourLetterAnswers answers;
  private final PortTls tls;
  private final AddressCounts counts;
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Channel channel;

  /**
   * Binds and accepts from now on.
   *
   * @throws BindException if the address cannot be bound; the message names it
   */
  public ClientPort(
      NetLoops loops,
      ClientPortConfig config,
      PortTls tls,
      LimitsConfig limits,
      FourLetterAnswers answers)
      throws BindException {
    this.loops = loops;
    this.answers = answers;
    this.tls = tls;
    this.counts = new AddressCounts(limits.connectionsPerAddressMax(), limits.connectionsMax());
    this.channel = bind(config);
  }

  private Channel bind(ClientPortConfig config) throws BindException {
    Class<? extends ServerChannel> type =
        NetLoops.isEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group())
            .channel(type)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(
                ChannelOption.SO_BACKLOG, config.backlog() < 0 ? BACKLOG_DEFAULT : config.backlog())
            .childOption(ChannelOption.ALLOCATOR, loops.allocator())
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffers())
            .childOption(ChannelOption.TCP_NODELAY, true)
            // Netcat closes its half as soon as it has sent a four-letter word.
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.SO_KEEPALIVE, config.keepAlive())
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(UNCONGESTED_BYTES, CONGESTED_BYTES))
            .childHandler(new Accepting());
    String host = config.host();
    InetSocketAddress address =
        host == null
            ? new InetSocketAddress(config.port())
            : new InetSocketAddress(host, config.port());
    if (address.isUnresolved()) {
      throw new BindException("cannot listen for clients on " + host + ": nobody knows this name");
    }
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      // Netty says which system call it was and its number, which helps nobody here.
      String why =
          String.valueOf(bound.cause().getMessage()).replaceFirst("^.*error\\(.*\\): ", "");
      String at = address.getAddress().getHostAddress() + ":" + address.getPort();
      BindException failure = new BindException("cannot listen for clients on " + at + ": " + why);
      failure.initCause(bound.cause());
      throw failure;
    }
    return bound.channel();
  }

  private RecvByteBufAllocator readBuffers() {
    return tls.keepsBuffers() ? new AdaptiveRecvByteBufAllocator() : new ReadBuffers();
  }

  /** The address that is bound, with the actual port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Connections that are open. */
  public int connections() {
    return counts.total();
  }

  /** Connections refused because there were too many, since the start. */
  public long rejected() {
    return rejected.get();
  }

  /** Connections closed because the client did not read, since the start. */
  public long dropped() {
    return dropped.get();
  }

  FourLetterAnswers answers() {
    return answers;
  }

  void countDropped() {
    dropped.incrementAndGet();
  }

  /** A client has left; {@code reason} is null if it closed by itself. */
  void left(ClientHandler client, @Nullable String reason) {
    counts.leave(client.remote().getAddress());
    LOG.debug("{}: closed{}", client.remote(), reason == null ? "" : ": " + reason);
  }

  /** Stops accepting. The connections stay. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }

  /** What happens to a socket that was just accepted; on the loop that it will stay on. */
  private final class Accepting extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel accepted) {
      InetSocketAddress remote = accepted.remoteAddress();
      if (remote == null) {
        accepted.close(); // It has left before it was looked at.
        return;
      }
      if (!counts.enter(remote.getAddress())) {
        rejected.incrementAndGet();
        LOG.warn("{}: refused, too many connections from this address or in total", remote);
        accepted.close();
        return;
      }
      NetLoop loop = loops.of(accepted.eventLoop());
      tls.install(accepted);
      accepted.pipeline().addLast(HANDLER, new ClientHandler(loop, ClientPort.this, accepted));
    }
  }
}
