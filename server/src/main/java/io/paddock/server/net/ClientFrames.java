package io.paddock.server.net;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.RequestHeader;
import io.paddock.server.config.FourLetterWord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one client's bytes apart, one frame or four-letter word at a time. */
final class ClientFrames {
  /** There is no whole frame. */
  static final int INCOMPLETE = -1;

  private static final Logger LOG = LoggerFactory.getLogger(ClientFrames.class);
  private static final int LENGTH_BYTES = 4;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private ClientFrames() {}

  /**
   * Hands over what begins at {@code at}, and returns where the next frame begins, or {@link
   * #INCOMPLETE}.
   */
  static int next(ClientHandler client, byte[] bytes, int at, int to) {
    if (to - at < LENGTH_BYTES) {
      return INCOMPLETE;
    }
    int length = (int) INT.get(bytes, at);
    try {
      return client.connection().awaitsHandshake()
          ? first(client, bytes, at, to, length)
          : request(client, bytes, at, to, length);
    } catch (ProtocolException e) {
      LOG.info("{}: the connection is closed: {}", client.remote(), e.getMessage());
      client.connection().end(String.valueOf(e.getMessage()));
      return to;
    }
  }

  private static int first(ClientHandler client, byte[] bytes, int at, int to, int length)
      throws ProtocolException {
    int from = at + LENGTH_BYTES;
    FourLetterWord word = FourLetterWord.of(length);
    if (word != null) {
      int after = from + word.argumentBytes();
      if (after > to) {
        return INCOMPLETE;
      }
      client.answerWord(word, after == from ? 0 : (long) LONG.get(bytes, from));
      return to;
    }
    if (length == FourLetterWord.TELNET_CLOSE) {
      client.connection().end("telnet has closed");
      return to;
    }
    client.loop().limits().checkFrame(length);
    if (to - from < length) {
      return INCOMPLETE;
    }
    client.countReceived(length + LENGTH_BYTES);
    JuteReader reader = client.loop().reader().wrap(bytes, from, from + length);
    client.connection().handshake(ConnectCodec.readRequest(reader));
    return from + length;
  }

  private static int request(ClientHandler client, byte[] bytes, int at, int to, int length)
      throws ProtocolException {
    client.loop().limits().checkRequest(length);
    int from = at + LENGTH_BYTES;
    if (to - from < length) {
      return INCOMPLETE;
    }
    int size = length + LENGTH_BYTES;
    client.countReceived(size);
    JuteReader reader = client.loop().reader().wrap(bytes, from, from + length);
    RequestHeader header = RequestCodec.readHeader(reader);
    try {
      client.connection().request(header.xid(), RequestCodec.read(header.type(), reader), size);
    } catch (ProtocolException e) {
      ErrorCode answer = e.answer();
      if (answer == null) {
        throw e;
      }
      client
          .connection()
          .unreadable(header.xid(), answer, e.closes(), String.valueOf(e.getMessage()));
    }
    return from + length;
  }
}
