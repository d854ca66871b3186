package io.paddock.replication.peer.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One connection: the hello, then frames. Whatever is out of order ends it, with a reason.
 *
 * <p>A frame is its length as an int, its kind as a byte, and its content; the length counts the
 * kind.
 *
 * <p>Thread: the network's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes; closing is heard of.
final class PeerHandler extends ByteToMessageDecoder {
  private static final int HELLO_SECONDS_MAX = 5;

  /** Who decides about a connection. */
  interface Gate {
    /** A first frame came. */
    void greeted(PeerHandler handler, ChannelHandlerContext ctx, Hello hello);

    /** A frame came from a member that was let in. */
    void received(PeerHandler handler, byte kind, ByteBuffer content);

    /** The connection is closed. */
    void closed(PeerHandler handler);

    /** Something is wrong with whoever is at the other end; the connection is being closed. */
    void wrong(PeerHandler handler, ChannelHandlerContext ctx, String reason);
  }

  private final Gate gate;
  private final int frameBytesMax;

  /** The member that was dialled, or 0 if the other side dialled. */
  final int dialled;

  private boolean greeted;
  private boolean letIn;
  private boolean ended;

  PeerHandler(Gate gate, int frameBytesMax, int dialled) {
    this.gate = gate;
    this.frameBytesMax = frameBytesMax;
    this.dialled = dialled;
  }

  /** Frames may come from now on. */
  void letIn() {
    letIn = true;
  }

  boolean isLetIn() {
    return letIn;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.executor()
        .schedule(
            () -> {
              if (!greeted && ctx.channel().isActive()) {
                end(ctx, "it said nothing within " + HELLO_SECONDS_MAX + " s");
              }
            },
            HELLO_SECONDS_MAX,
            TimeUnit.SECONDS);
    ctx.fireChannelActive();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (ended) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < Integer.BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex());
    int max = greeted ? frameBytesMax : Hello.BYTES_MAX;
    if (length < 1 || length > max) {
      end(
          ctx,
          greeted ? "a frame of " + length + " bytes" : "it does not speak the members' protocol");
      return;
    }
    if (in.readableBytes() < Integer.BYTES + length) {
      return;
    }
    in.skipBytes(Integer.BYTES);
    ByteBuf frame = in.readSlice(length);
    if (!greeted) {
      greet(ctx, frame);
    } else if (!letIn) {
      end(ctx, "a frame before it was let in");
    } else {
      byte kind = frame.readByte();
      if (kind != PeerChannel.PING) {
        gate.received(this, kind, frame.nioBuffer());
      }
    }
  }

  private void greet(ChannelHandlerContext ctx, ByteBuf frame) {
    greeted = true;
    try {
      gate.greeted(this, ctx, Hello.read(frame));
    } catch (IllegalArgumentException e) {
      end(ctx, String.valueOf(e.getMessage()));
    }
  }

  private void end(ChannelHandlerContext ctx, String reason) {
    if (!ended) {
      ended = true;
      gate.wrong(this, ctx, reason);
      ctx.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent idle && letIn) {
      if (idle.state() == IdleState.READER_IDLE) {
        end(ctx, "nothing was heard of it for too long");
      } else if (idle.state() == IdleState.WRITER_IDLE) {
        ctx.writeAndFlush(ctx.alloc().buffer(5, 5).writeInt(1).writeByte(PeerChannel.PING));
      }
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    ended = true;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    gate.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Throwable root = cause.getCause() instanceof SSLException ssl ? ssl : cause;
    if (root instanceof SSLException) {
      end(ctx, "encryption failed: " + root.getMessage());
    } else if (cause instanceof IOException) {
      ended = true;
      ctx.close(); // A reset is an end like any other.
    } else {
      end(ctx, "error: " + cause);
    }
  }
}
