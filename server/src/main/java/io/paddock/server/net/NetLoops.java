package io.paddock.server.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.server.connection.Connection;
import io.paddock.server.connection.ConnectionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event loops of one server: epoll where there is one, else NIO.
 *
 * <p>Thread: made, started and closed by the thread that boots; {@link #onEach} may be called by
 * any.
 */
public final class NetLoops implements AutoCloseable {
  private static final int PAGE_BYTES = 8192;

  /** Chunks of 1 MiB: a server with few connections stays small. */
  private static final int CHUNK_ORDER = 7;

  private final MultiThreadIoEventLoopGroup group;
  private final ByteBufAllocator allocator;
  private final List<NetLoop> loops = new ArrayList<>();

  /**
   * Makes loops that do nothing yet.
   *
   * @param broken called when a loop cannot go on; the server must stop
   */
  public NetLoops(int count, FrameLimits limits, Consumer<Throwable> broken) {
    IoHandlerFactory io = isEpoll() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group =
        new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("paddock-loop", true), io);
    allocator = new PooledByteBufAllocator(true, 0, count, PAGE_BYTES, CHUNK_ORDER, 0, 64, true);
    for (int i = 0; i < count; i++) {
      loops.add(new NetLoop(group.next(), limits, broken));
    }
  }

  static boolean isEpoll() {
    return Epoll.isAvailable();
  }

  /** The number of loops. */
  public int size() {
    return loops.size();
  }

  /** Runs tasks on the loop with this index, each in a turn that has followed the commit chain. */
  public Executor executor(int index) {
    return loops.get(index)::execute;
  }

  /** Makes every loop follow the commit chain soon. Any thread. */
  public void wakeAll() {
    for (NetLoop each : loops) {
      each.execute(() -> {});
    }
  }

  /** Gives the loop with this index what its connections share; before there are connections. */
  public void start(int index, ConnectionScope scope) {
    loops.get(index).start(scope);
  }

  /** Collects something from each loop, on that loop. */
  public <T> CompletionStage<List<T>> onEach(Function<ConnectionScope, T> question) {
    return ask(loop -> question.apply(loop.scope()));
  }

  /** Collects something from each connection, on its loop. */
  public <T> CompletionStage<List<T>> onEachConnection(Function<Connection, T> question) {
    return ask(loop -> {
          List<T> answers = new ArrayList<>();
          loop.clients().forEach(each -> answers.add(question.apply(each.connection())));
          return answers;
        })
        .thenApply(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private <T> CompletionStage<List<T>> ask(Function<NetLoop, T> question) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (NetLoop each : loops) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      answers.add(answer);
      each.execute(() -> answer.complete(question.apply(each)));
    }
    return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  NetLoop of(EventLoop eventLoop) {
    for (NetLoop each : loops) {
      if (each.eventLoop() == eventLoop) {
        return each;
      }
    }
    throw new IllegalArgumentException("not one of the server's loops: " + eventLoop);
  }

  /** Closes all connections and ends the threads; waits for it, a few seconds at most. */
  @Override
  public void close() {
    // A loop that is told to end in the middle of a turn may end without closing anything: its
    // clients would stay connected, and nobody would ever answer them.
    loops.forEach(NetLoop::closeClients);
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
