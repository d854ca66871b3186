package io.paddock.replication.engine;

import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ErrorResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowResponse;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's messages ↔ frames between members. Only what is listed here is ever decoded.
 *
 * <pre>
 * call   long  number of the call among the caller's; the answer has the same
 * type   byte  ordinal + 1 in {@link Type}
 * body         protobuf
 * </pre>
 */
final class EngineMessages {
  private static final int HEADER_BYTES = 9;

  /** The messages, in the order of their numbers, which is for ever. */
  enum Type {
    REQUEST_VOTE(RequestVoteRequest.class, RequestVoteRequest.parser()),
    REQUEST_VOTE_ANSWER(RequestVoteResponse.class, RequestVoteResponse.parser()),
    APPEND_ENTRIES(AppendEntriesRequest.class, AppendEntriesRequest.parser()),
    APPEND_ENTRIES_ANSWER(AppendEntriesResponse.class, AppendEntriesResponse.parser()),
    INSTALL_SNAPSHOT(InstallSnapshotRequest.class, InstallSnapshotRequest.parser()),
    INSTALL_SNAPSHOT_ANSWER(InstallSnapshotResponse.class, InstallSnapshotResponse.parser()),
    TIMEOUT_NOW(TimeoutNowRequest.class, TimeoutNowRequest.parser()),
    TIMEOUT_NOW_ANSWER(TimeoutNowResponse.class, TimeoutNowResponse.parser()),
    READ_INDEX(ReadIndexRequest.class, ReadIndexRequest.parser()),
    READ_INDEX_ANSWER(ReadIndexResponse.class, ReadIndexResponse.parser()),
    ERROR_ANSWER(ErrorResponse.class, ErrorResponse.parser());

    private static final Type[] ALL = values();

    private final Class<? extends Message> message;
    private final Parser<? extends Message> parser;

    <T extends Message> Type(Class<T> message, Parser<T> parser) {
      this.message = message;
      this.parser = parser;
    }

    static @Nullable Type of(Object message) {
      for (Type each : ALL) {
        if (each.message == message.getClass()) {
          return each;
        }
      }
      return null;
    }
  }

  /** A frame that was read. */
  record Received(long call, Type type, Message message) {}

  private EngineMessages() {}

  static ByteBuffer encode(long call, Object message) {
    Type type = Type.of(message);
    if (type == null) {
      throw new IllegalArgumentException("not a message of the engine: " + message.getClass());
    }
    byte[] body = ((Message) message).toByteArray();
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + body.length);
    return out.putLong(call).put((byte) (type.ordinal() + 1)).put(body).flip();
  }

  static Received decode(ByteBuffer frame) throws IOException {
    if (frame.remaining() < HEADER_BYTES) {
      throw new IOException("an engine's message of " + frame.remaining() + " bytes");
    }
    ByteBuffer in = frame.duplicate();
    long call = in.getLong();
    int number = in.get() & 0xff;
    if (number < 1 || number > Type.ALL.length) {
      throw new IOException("an engine's message of the unknown type " + number);
    }
    Type type = Type.ALL[number - 1];
    return new Received(call, type, type.parser.parseFrom(in));
  }
}
