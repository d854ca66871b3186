package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ErrorResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.GetFileRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowResponse;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class EngineMessagesTest {
  private static final List<Message> ALL =
      List.of(
          RequestVoteRequest.getDefaultInstance(),
          RequestVoteResponse.getDefaultInstance(),
          AppendEntriesRequest.getDefaultInstance(),
          AppendEntriesResponse.getDefaultInstance(),
          InstallSnapshotRequest.getDefaultInstance(),
          InstallSnapshotResponse.getDefaultInstance(),
          TimeoutNowRequest.getDefaultInstance(),
          TimeoutNowResponse.getDefaultInstance(),
          ReadIndexRequest.getDefaultInstance(),
          ReadIndexResponse.getDefaultInstance(),
          ErrorResponse.getDefaultInstance());

  @Test
  void every_message_comes_back_with_the_number_of_its_type() throws Exception {
    for (int i = 0; i < ALL.size(); i++) {
      Message message = filled(ALL.get(i));
      ByteBuffer frame = EngineMessages.encode(1000 + i, message);
      assertThat(frame.get(8)).isEqualTo((byte) (i + 1));

      EngineMessages.Received received = EngineMessages.decode(frame);

      assertThat(received.call()).isEqualTo(1000 + i);
      assertThat(received.type().ordinal()).isEqualTo(i);
      assertThat(received.message()).isEqualTo(message);
    }
  }

  /** Newer versions of the library warn of how the engine's messages were generated. */
  @Test
  void nobody_who_embeds_a_member_finds_warnings_about_messages_in_the_log() throws Exception {
    Queue<String> said = new ConcurrentLinkedQueue<>();
    Handler ear = new Ear(said);
    Logger root = Logger.getLogger("");
    root.addHandler(ear);
    try {
      for (Message each : ALL) {
        EngineMessages.decode(EngineMessages.encode(1, filled(each)));
      }
    } finally {
      root.removeHandler(ear);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void what_is_no_message_is_refused() {
    assertThatThrownBy(() -> EngineMessages.decode(ByteBuffer.allocate(8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8 bytes");
    for (int type : new int[] {0, ALL.size() + 1, 255}) {
      assertThatThrownBy(() -> EngineMessages.decode(ByteBuffer.allocate(9).put(8, (byte) type)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("unknown type " + type);
    }
    ByteBuffer cut = EngineMessages.encode(1, filled(ALL.get(2)));
    assertThatThrownBy(() -> EngineMessages.decode(cut.limit(cut.limit() - 3)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> EngineMessages.encode(1, GetFileRequest.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** With something in every field that must be there. */
  private static Message filled(Message empty) {
    Message.Builder builder = empty.newBuilderForType();
    for (FieldDescriptor each : empty.getDescriptorForType().getFields()) {
      if (each.isRequired()) {
        builder.setField(each, something(builder, each));
      }
    }
    return builder.build();
  }

  private static Object something(Message.Builder builder, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 7;
      case LONG -> 7L;
      case FLOAT -> 7f;
      case DOUBLE -> 7d;
      case BOOLEAN -> true;
      case STRING -> "something";
      case BYTE_STRING -> ByteString.copyFromUtf8("something");
      case ENUM -> field.getEnumType().getValues().get(0);
      case MESSAGE -> filled(builder.newBuilderForField(field).getDefaultInstanceForType());
    };
  }

  private static final class Ear extends Handler {
    private final Queue<String> said;

    Ear(Queue<String> said) {
      this.said = said;
    }

    @Override
    public void publish(LogRecord line) {
      said.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
