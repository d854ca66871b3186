package io.paddock.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataTest {
  @Test
  void a_copy_does_not_change_with_its_source() {
    byte[] bytes = {1, 2, 3};
    Data whole = Data.of(bytes);
    Data part = Data.of(bytes, 1, 2);
    bytes[1] = 9;
    assertThat(whole.toBytes()).containsExactly(1, 2, 3);
    assertThat(part.toBytes()).containsExactly(2, 3);
  }

  @Test
  void what_is_taken_out_does_not_change_it() {
    Data data = Data.of(new byte[] {1, 2});
    data.toBytes()[0] = 9;
    assertThat(data.at(0)).isEqualTo((byte) 1);
    assertThat(data.asBuffer().isReadOnly()).isTrue();
    assertThat(data.asBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
  }

  @Test
  void zero_bytes_are_always_the_same_object() {
    assertThat(Data.of(new byte[0])).isSameAs(Data.EMPTY);
    assertThat(Data.of(new byte[2], 1, 0)).isSameAs(Data.EMPTY);
    assertThat(Data.of("")).isSameAs(Data.EMPTY);
    assertThat(Data.wrap(new byte[0])).isSameAs(Data.EMPTY);
    assertThat(Data.EMPTY.size()).isZero();
  }

  @Test
  void wrapping_copies_nothing() {
    byte[] bytes = {1};
    Data data = Data.wrap(bytes);
    bytes[0] = 2;
    assertThat(data.at(0)).isEqualTo((byte) 2);
  }

  @Test
  void bytes_are_copied_to_where_they_are_wanted() {
    byte[] target = new byte[4];
    Data.of(new byte[] {1, 2}).copyTo(target, 1);
    assertThat(target).containsExactly(0, 1, 2, 0);
  }

  @Test
  void equal_bytes_are_equal() {
    assertThat(Data.of("a")).isEqualTo(Data.of(new byte[] {'a'})).hasSameHashCodeAs(Data.of("a"));
    assertThat(Data.of("a").hashCode()).isNotEqualTo(Data.of("b").hashCode());
    assertThat(Data.of("a")).isNotEqualTo(Data.of("b")).isNotEqualTo("a").isNotEqualTo(null);
  }

  @Test
  void text_is_shown_if_it_is_short_and_printable() {
    assertThat(Data.of("caf\u00e9")).hasToString("\"caf\u00e9\"");
    assertThat(Data.of(" a")).hasToString("\" a\"");
    assertThat(Data.of("a\nb")).hasToString("3 bytes");
    assertThat(Data.of(new byte[] {(byte) 0xff})).hasToString("1 bytes");
    assertThat(Data.of("x".repeat(64))).hasToString('"' + "x".repeat(64) + '"');
    assertThat(Data.of("x".repeat(65))).hasToString("65 bytes");
    assertThat(Data.of("caf\u00e9").asText()).isEqualTo("caf\u00e9");
  }

  @Test
  void requests_and_replies_keep_their_own_lists() {
    List<Acl> acl = new ArrayList<>(Acl.OPEN);
    List<String> names = new ArrayList<>(List.of("a"));
    Request.Create create = new Request.Create(OpCode.CREATE, "/a", null, acl, 0, 0);
    Request.SetAcl setAcl = new Request.SetAcl("/a", acl, 0);
    Request.SetWatches standard = new Request.SetWatches(0, names, names, names);
    Request.SetWatches2 watches = new Request.SetWatches2(standard, names, names);
    Reply.NamesStat reply = new Reply.NamesStat(names, new Stat(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    acl.clear();
    names.clear();
    assertThat(create.acl()).isEqualTo(Acl.OPEN);
    assertThat(setAcl.acl()).isEqualTo(Acl.OPEN);
    assertThat(standard.data()).isEqualTo(List.of("a"));
    assertThat(watches.recursive()).isEqualTo(List.of("a"));
    assertThat(reply.names()).isEqualTo(List.of("a"));
  }

  @Test
  void a_null_acl_stays_null() {
    assertThat(new Request.SetAcl("/a", null, 0).acl()).isNull();
    assertThat(new Request.Create(OpCode.CREATE, "/a", null, null, 0, 0).acl()).isNull();
  }

  @Test
  void a_failed_step_has_the_number_of_its_error() {
    assertThat(StepResult.Failed.of(ErrorCode.NO_NODE)).isEqualTo(new StepResult.Failed(-101));
  }

  @Test
  void an_event_says_that_the_client_is_connected() {
    assertThat(WatchEvent.of(EventType.NODE_CREATED, "/a"))
        .isEqualTo(new WatchEvent(EventType.NODE_CREATED, 3, "/a"));
  }
}
