package io.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.server.config.FourLetterWord;
import io.paddock.server.connection.ClientSocket;
import io.paddock.server.connection.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's socket: the last handler in its channel's pipeline, and the only one if it is not
 * encrypted.
 *
 * <p>Reading: what a read brings lies in a buffer that all sockets of the loop share, and is copied
 * to the loop's array; whole frames are handed over from there. Only what is left, because a frame
 * is not complete or may not be handed over yet, is kept.
 *
 * <p>Writing: answers gather in an {@link OutgoingBuffer} until the turn ends. While more than
 * {@link ClientPort#CONGESTED_BYTES} are unsent, no further frames are taken and answers are kept
 * unencoded; a client for which too many gather is dropped.
 *
 * <p>Thread: its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of a failed write by closing.
final class ClientHandler extends ChannelInboundHandlerAdapter implements ClientSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);

  /** Unread input that may wait for a handshake to be answered without the socket being stopped. */
  private static final int INPUT_WAITING_MAX = 64 * 1024;

  /** A client that does not take the last bytes, or does not close, is cut off after this time. */
  private static final long CLOSING_NANOS = 10_000_000_000L;

  @Nullable ClientHandler next;
  @Nullable ClientHandler previous;

  private final NetLoop loop;
  private final ClientPort port;
  private final SocketChannel channel;
  private final Connection connection;
  private @Nullable InputBuffer input;
  private @Nullable OutgoingBuffer outgoing;

  /** When it was accepted, or from when on it is being closed. */
  private long sinceNanos;

  private @Nullable String closeReason;
  private int received;
  private int sent;
  private boolean isDirty;
  private boolean isHeld;
  private boolean isCongested;
  private boolean isSilenced;
  private boolean isCutOff;
  private boolean isParting;
  private boolean isAnsweringWord;

  ClientHandler(NetLoop loop, ClientPort port, SocketChannel channel) {
    this.loop = loop;
    this.port = port;
    this.channel = channel;
    this.connection = new Connection(loop.scope(), this);
    this.sinceNanos = System.nanoTime();
  }

  Connection connection() {
    return connection;
  }

  // ---- what Netty tells

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    loop.enter(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      loop.beginWork();
      // Decryption may give more at once than a read ever does.
      while (bytes.isReadable()) {
        take(bytes, Math.min(bytes.readableBytes(), loop.scratch().length));
      }
    } finally {
      bytes.release();
    }
  }

  /**
   * The client will send nothing more. Whoever has sent a four-letter word may still read the
   * answer.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !isAnsweringWord) {
      ctx.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    isCongested = !channel.isWritable();
    if (!isCongested) {
      loop.beginWork();
      markDirty();
      resume();
    }
  }

  /** The channel is closed, whether it was ever active or not. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    loop.beginWork();
    port.left(this, closeReason);
    connection.gone();
    loop.leave(this);
    input = null;
    forgetOutgoing();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{}: {}", remote(), cause.toString());
    } else if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
      LOG.info("{}: no encryption was agreed on: {}", remote(), cause.getCause().getMessage());
    } else {
      LOG.error("{}: the connection is closed because of an error of the server", remote(), cause);
    }
    closeReason = cause.toString();
    ctx.close();
  }

  /** Closes at once: the loop ends. */
  void drop() {
    channel.close();
  }

  /** Closes if it is time: no handshake came, or the client does not let go. */
  void tick(long nowNanos) {
    if (closeReason != null) {
      if (nowNanos - sinceNanos > CLOSING_NANOS) {
        channel.close();
      }
    } else if (connection.awaitsHandshake()
        && nowNanos - sinceNanos
            > loop.scope().rules().sessions().handshakeTimeoutMs() * 1_000_000L) {
      close("no handshake");
    }
  }

  // ---- reading

  private void take(ByteBuf bytes, int count) {
    connection.heard(loop.scope().loop().nowNanos());
    byte[] scratch = loop.scratch();
    bytes.readBytes(scratch, 0, count);
    if (closeReason != null || connection.ignoresInput()) {
      return;
    }
    boolean heldBack = isHeld || connection.isHeldBack();
    if (input == null && !heldBack) {
      int used = frames(scratch, 0, count);
      keep(scratch, used, count - used);
    } else {
      keep(scratch, 0, count);
      if (!heldBack) {
        framesOfInput();
      }
    }
    holdIfNeeded(heldBack);
  }

  private void keep(byte[] bytes, int from, int count) {
    if (count > 0) {
      if (input == null) {
        input = new InputBuffer();
      }
      input.append(bytes, from, count);
    }
  }

  /** The loop's turn ends, and this client had frames that could not be handed over. */
  void tryAgain() {
    isHeld = false;
    if (closeReason != null) {
      return;
    }
    boolean heldBack = connection.isHeldBack();
    if (heldBack) {
      connection.heard(
          loop.scope().loop().nowNanos()); // It has spoken; it is we who do not listen.
    } else {
      framesOfInput();
    }
    holdIfNeeded(heldBack);
    if (!isHeld && isSilenced) {
      isSilenced = false;
      channel.config().setAutoRead(true);
    }
  }

  private void framesOfInput() {
    InputBuffer waiting = input;
    if (waiting != null) {
      waiting.skip(frames(waiting.array(), waiting.start(), waiting.end()));
      if (waiting.isEmpty() || closeReason != null || connection.ignoresInput()) {
        input = null;
      }
    }
  }

  /**
   * Frames wait here that the connection does not take: comes back to them, and stops the socket.
   *
   * @param heldBack why nothing was handed over just now. Not to be asked again: the load of other
   *     loops changes at any time, and nobody would come back to frames that were passed over.
   */
  private void holdIfNeeded(boolean heldBack) {
    InputBuffer waiting = input;
    if (closeReason != null || waiting == null || !(heldBack || mustWait())) {
      return;
    }
    if (!isHeld) {
      isHeld = true;
      loop.hold(this);
    }
    if (!isSilenced && (connection.isOpen() || waiting.size() > INPUT_WAITING_MAX)) {
      isSilenced = true;
      channel.config().setAutoRead(false);
    }
  }

  private boolean mustWait() {
    return !connection.takesFrames() || connection.isHeldBack();
  }

  /** Hands over whole frames as long as they are taken, and returns how many bytes those were. */
  private int frames(byte[] bytes, int from, int to) {
    int at = from;
    while (closeReason == null && connection.takesFrames()) {
      int end = ClientFrames.next(this, bytes, at, to);
      if (end == ClientFrames.INCOMPLETE) {
        break;
      }
      at = end;
    }
    return at - from;
  }

  NetLoop loop() {
    return loop;
  }

  void countReceived(int bytes) {
    received++;
    loop.scope().loop().traffic().received(bytes);
  }

  /** Answers a four-letter word, when the answer is there, and closes. */
  void answerWord(FourLetterWord word, long argument) {
    isAnsweringWord = true;
    connection.leave();
    port.answers()
        .answer(word, argument)
        .whenComplete((text, error) -> loop.execute(() -> sendWord(word, text, error)));
  }

  private void sendWord(FourLetterWord word, @Nullable String text, @Nullable Throwable error) {
    if (text == null) {
      LOG.warn("{}: no answer to {}", remote(), word.text(), error);
    } else {
      send(loop.writer().writeRaw(text.getBytes(StandardCharsets.UTF_8)));
    }
    close(word.text());
  }

  // ---- answers

  @Override
  public InetSocketAddress remote() {
    return channel.remoteAddress();
  }

  @Override
  public @Nullable String certificateSubject() {
    return PortTls.subject(channel.pipeline());
  }

  @Override
  public void respond(ConnectResponse response) {
    JuteWriter out = loop.writer();
    ConnectCodec.write(out, response);
    sent++;
    loop.scope().loop().traffic().sent(out.position());
    send(out);
  }

  @Override
  public void reply(int xid, long zxid, Reply reply) {
    if (mustDefer()) {
      defer(Deferred.reply(xid, zxid, reply));
      return;
    }
    JuteWriter out = loop.writer();
    ReplyCodec.writeFrame(out, xid, zxid, reply);
    countReply(out);
    send(out);
  }

  @Override
  public void refuse(int xid, long zxid, ErrorCode error) {
    if (mustDefer()) {
      defer(Deferred.refusal(xid, zxid, error));
      return;
    }
    JuteWriter out = loop.writer();
    ReplyCodec.writeError(out, xid, zxid, error);
    countReply(out);
    send(out);
  }

  @Override
  public void event(long zxid, WatchEvent event) {
    if (mustDefer()) {
      defer(Deferred.event(zxid, event));
      return;
    }
    JuteWriter out = loop.eventBytes().encoded(zxid, event);
    sent++;
    loop.scope().loop().traffic().sent(out.position());
    send(out);
  }

  @Override
  public void close(String reason) {
    if (closeReason == null) {
      closeReason = reason;
      sinceNanos = System.nanoTime();
      markDirty();
    }
  }

  @Override
  public void part() {
    // Encrypted, half a connection cannot be closed.
    isParting = !PortTls.isEncrypted(channel.pipeline());
    if (isParting && isSilenced) {
      isSilenced = false;
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void resume() {
    if (!isHeld) {
      isHeld = true;
      loop.hold(this);
    }
    loop.turnAgain();
  }

  @Override
  public boolean isCongested() {
    OutgoingBuffer unsent = outgoing;
    return isCongested || (unsent != null && unsent.size() > ClientPort.CONGESTED_BYTES);
  }

  @Override
  public long establishedMs() {
    return System.currentTimeMillis() - (System.nanoTime() - sinceNanos) / 1_000_000;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public long sent() {
    return sent;
  }

  private void countReply(JuteWriter out) {
    sent++;
    loop.scope().loop().traffic().replied(out.position());
  }

  private boolean mustDefer() {
    OutgoingBuffer unsent = outgoing;
    return isCongested || (unsent != null && unsent.mustDefer());
  }

  private void defer(Deferred answer) {
    if (closeReason != null) {
      return;
    }
    OutgoingBuffer unsent = outgoing();
    unsent.defer(answer);
    markDirty();
    if (unsent.deferredBytes() > loop.scope().rules().limits().outgoingBytesMax()) {
      forgetOutgoing();
      port.countDropped();
      isCutOff = true;
      close("it does not read what it is sent");
    }
  }

  private void send(JuteWriter encoded) {
    if (closeReason == null) {
      outgoing().append(channel.alloc(), encoded);
      markDirty();
    }
  }

  private OutgoingBuffer outgoing() {
    OutgoingBuffer unsent = outgoing;
    if (unsent == null) {
      unsent = new OutgoingBuffer();
      outgoing = unsent;
    }
    return unsent;
  }

  private void forgetOutgoing() {
    if (outgoing != null) {
      outgoing.clear();
      outgoing = null;
    }
  }

  private void markDirty() {
    if (!isDirty) {
      isDirty = true;
      loop.markDirty(this);
    }
  }

  /** The turn ends: gives Netty what there is, which tries to write it at once. */
  void flush() {
    isDirty = false;
    OutgoingBuffer unsent = outgoing;
    if (unsent != null) {
      write(unsent);
      encodeDeferred(unsent);
      if (!unsent.isEmpty()) {
        // It goes on, and perhaps closes, when the client has read; or in this turn, if Netty told
        // of the client's reading while it wrote, and the commits that were followed then brought
        // more answers.
        return;
      }
      outgoing = null;
    }
    if (isCutOff) {
      channel.close();
    } else if (closeReason != null) {
      // Behind the last bytes, if some are still unsent.
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> letGo());
    }
  }

  private void letGo() {
    if (isParting) {
      channel.shutdownOutput();
    } else {
      channel.close();
    }
  }

  private void write(OutgoingBuffer unsent) {
    ByteBuf bytes = unsent.take();
    if (bytes != null) {
      channel.write(bytes, channel.voidPromise());
      channel.flush();
      isCongested = !channel.isWritable();
    }
  }

  /** Encodes and writes answers that were kept, until the client does not keep up again. */
  private void encodeDeferred(OutgoingBuffer unsent) {
    while (!isCongested && unsent.hasDeferred()) {
      while (unsent.size() <= ClientPort.CONGESTED_BYTES) {
        Deferred answer = unsent.pollDeferred();
        if (answer == null) {
          break;
        }
        JuteWriter out = loop.writer();
        answer.encode(out);
        countReply(out);
        unsent.append(channel.alloc(), out);
      }
      write(unsent);
    }
  }
}
