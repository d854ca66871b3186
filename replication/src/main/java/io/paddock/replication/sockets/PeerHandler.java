package io.paddock.replication.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: the hello, then frames. Whatever is out of order ends it, with a reason.
 *
 * <p>A frame is its length as an int, its kind as a byte, and its content; the length counts the
 * kind (docs/peer-protocol.md).
 *
 * <p>Thread: the network's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes; closing is heard of.
final class PeerHandler extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PeerHandler.class);
  private static final int HELLO_MS_MAX = 5000;
  private static final int METHOD_BYTES = 4;

  /** A ZooKeeper server begins with the type of its packet, without a length. */
  private static final List<Integer> ZOOKEEPER = List.of(11, 16);

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
  private final int helloMsMax;

  /** The member that was dialled, or 0 if the other side dialled. */
  final int dialled;

  private boolean greeted;
  private boolean letIn;
  private boolean ended;

  PeerHandler(Gate gate, PeerSettings settings, int dialled) {
    this.gate = gate;
    this.frameBytesMax = settings.frameBytesMax();
    this.helloMsMax = Math.min(HELLO_MS_MAX, settings.silenceMs());
    this.dialled = dialled;
  }

  /** Frames may come from now on. */
  void letIn() {
    letIn = true;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.executor()
        .schedule(
            () -> {
              if (!greeted && ctx.channel().isActive()) {
                end(ctx, "it said nothing that could be understood within " + helloMsMax + " ms");
              }
            },
            helloMsMax,
            TimeUnit.MILLISECONDS);
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
    if (!greeted && (length < Hello.BYTES_MIN || length > Hello.BYTES_MAX)) {
      end(ctx, whoIsThat(in, length));
    } else if (length < 1 || length > frameBytesMax) {
      end(ctx, "it sent a frame of " + length + " bytes; the most is " + frameBytesMax);
    } else if (in.readableBytes() >= Integer.BYTES + length) {
      in.skipBytes(Integer.BYTES);
      frame(ctx, in.readSlice(length));
    }
  }

  private void frame(ChannelHandlerContext ctx, ByteBuf frame) {
    if (!greeted) {
      greet(ctx, frame);
    } else if (!letIn) {
      end(ctx, "it sent a frame before it was let in");
    } else {
      byte kind = frame.readByte();
      if (kind != PeerChannel.PING) {
        gate.received(this, kind, frame.nioBuffer());
      }
    }
  }

  private static String whoIsThat(ByteBuf in, int length) {
    String start = in.toString(in.readerIndex(), METHOD_BYTES, StandardCharsets.ISO_8859_1);
    if (start.charAt(0) == TlsDoor.HANDSHAKE_RECORD) {
      return "it encrypts and this server does not: sslQuorum must be the same on all members, or"
          + " portUnification=true while that changes";
    }
    if (start.matches("GET |POST|HEAD|PUT |OPTI|PRI ")) {
      return "it sent an HTTP request, and this is the port where members of the ensemble meet";
    }
    if (ZOOKEEPER.contains(length)) {
      return "it looks like a ZooKeeper server: one ensemble is either of ZooKeeper or of Paddock"
          + " servers";
    }
    return Hello.NOT_OURS;
  }

  private void greet(ChannelHandlerContext ctx, ByteBuf frame) {
    greeted = true;
    Hello hello;
    try {
      hello = Hello.read(frame);
    } catch (IllegalArgumentException e) {
      end(ctx, String.valueOf(e.getMessage()));
      return;
    }
    gate.greeted(this, ctx, hello);
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
    Throwable root =
        cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof NotSslRecordException) {
      end(
          ctx,
          "it does not encrypt and this server wants that: sslQuorum must be the same on all"
              + " members, or portUnification=true while that changes");
    } else if (root instanceof SSLException) {
      end(ctx, "encryption failed: " + root.getMessage());
    } else if (root instanceof IOException) {
      ended = true;
      ctx.close(); // A reset is an end like any other.
    } else {
      LOG.error("A frame from a member could not be handled", root);
      end(ctx, "error: " + root);
    }
  }
}
