package io.paddock.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.RequestHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFramesTest {
  private static final int XID = 77;

  private final KeySpace keys = new KeySpace("/bench", 10, 1_000, 0);
  private final RequestFrames frames = new RequestFrames(keys);
  private final ByteBuffer out = ByteBuffer.allocate(4_096);

  @Test
  void a_patched_read_names_the_parent_and_the_znode() throws Exception {
    frames.getData(true).appendName(out, XID, 7, 1_234);

    assertThat(decoded()).isEqualTo(new Request.GetData("/bench/p00007/n0000001234", true));
  }

  @Test
  void the_largest_numbers_fill_the_fixed_width() throws Exception {
    frames.exists(false).appendName(out, XID, KeySpace.PARENTS_MAX, 9_999_999_999L);

    assertThat(decoded()).isEqualTo(new Request.Exists("/bench/p99999/n9999999999", false));
  }

  @Test
  void a_patched_path_is_the_one_that_the_key_space_names() throws Exception {
    frames.delete(NameLetter.KEY).appendName(out, XID, 123 % 10, 123);

    assertThat(decoded()).isEqualTo(new Request.Delete(keys.znodePath(NameLetter.KEY, 123), -1));
  }

  @Test
  void a_value_has_the_size_asked_for_and_the_path_is_found_before_it() throws Exception {
    RequestFrames large = new RequestFrames(new KeySpace("/bench", 10, 1_000, 300));
    large.setData().appendName(out, XID, 3, 33);

    Request.SetData decoded = (Request.SetData) decoded();
    assertThat(decoded.path()).isEqualTo("/bench/p00003/n0000000033");
    assertThat(decoded.data()).isNotNull().extracting(Data::size).isEqualTo(300);
    assertThat(decoded.version()).isEqualTo(-1);
  }

  @Test
  void an_ephemeral_sequential_create_leaves_the_number_to_the_server() throws Exception {
    frames.createEphemeralSequential().appendParent(out, XID, 4);

    assertThat(decoded())
        .isEqualTo(
            new Request.Create(
                OpCode.CREATE, "/bench/p00004/e", Data.of(new byte[0]), Acl.OPEN, 3, 0));
  }

  @Test
  void every_path_of_a_multi_is_patched_on_its_own() throws Exception {
    FrameTemplate multi = frames.multiSetData(2);
    int start = multi.append(out, XID);
    multi.patchName(out, start, 0, 1, 11);
    multi.patchName(out, start, 1, 2, 22);

    List<Request.Step> steps = ((Request.Multi) decoded()).steps();
    assertThat(steps)
        .extracting(step -> ((Request.SetData) step).path())
        .containsExactly("/bench/p00001/n0000000011", "/bench/p00002/n0000000022");
  }

  @Test
  void a_second_frame_behind_the_first_is_patched_at_its_own_place() throws Exception {
    frames.getChildren().appendParent(out, 1, 1);
    frames.sync().appendParent(out, XID, 2);
    out.flip();
    out.position(Integer.BYTES + out.getInt(0));

    assertThat(decodedFrom(out)).isEqualTo(new Request.Sync("/bench/p00002"));
  }

  @Test
  void the_numbers_in_a_path_of_a_reply_are_read_back() {
    ByteBuffer reply =
        ByteBuffer.wrap("....../bench/p00042/e0000000815".getBytes(StandardCharsets.US_ASCII));

    assertThat(keys.parentAt(reply, 6)).isEqualTo(42);
    assertThat(keys.nameAt(reply, 6)).isEqualTo(815);
  }

  private Request decoded() throws Exception {
    return decodedFrom(out.flip());
  }

  private static Request decodedFrom(ByteBuffer buffer) throws Exception {
    byte[] frame = new byte[buffer.getInt()];
    buffer.get(frame);
    assertThat(buffer.hasRemaining()).isFalse();
    JuteReader in = new JuteReader(frame, 0, frame.length);
    RequestHeader header = RequestCodec.readHeader(in);
    assertThat(header.xid()).isEqualTo(XID);
    return RequestCodec.read(header.type(), in);
  }
}
