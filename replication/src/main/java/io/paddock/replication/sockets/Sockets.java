package io.paddock.replication.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Which kind of sockets: epoll where there is one. Pure. */
final class Sockets {
  private Sockets() {}

  static IoHandlerFactory io() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  static Class<? extends ServerChannel> listening() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  static Class<? extends Channel> dialling() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /**
   * Whether the machine answered that nobody listens there. No answer, and no way to the machine,
   * say nothing about the process.
   */
  static boolean isRefusal(Throwable failure) {
    if (!(failure instanceof ConnectException)
        || failure instanceof ConnectTimeoutException
        || failure.getCause() instanceof NoRouteToHostException) {
      return false;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return !message.contains("unreachable")
        && !message.contains("timed out")
        && !message.contains("no route");
  }
}
