package io.paddock.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connect, create, read, watch, change, close: everything that everything else stands on. */
class StraightPathTest {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  @Test
  void a_watcher_hears_of_a_change_before_it_can_read_it() {
    try (WireClient a = WireClient.open(PADDOCK.server().address());
        WireClient b = WireClient.open(PADDOCK.server().address())) {
      assertThat(a.call(create("/x", "1")).as(Reply.Path.class).path()).isEqualTo("/x");
      assertThat(b.call(new Request.GetData("/x", true)).as(Reply.DataStat.class).data())
          .isEqualTo(Data.of("1"));
      long zxid = a.call(new Request.SetData("/x", Data.of("2"), 0)).header().zxid();

      Received event = b.receive();
      assertThat(event.event()).isNotNull();
      assertThat(event.event().type()).isEqualTo(EventType.NODE_DATA_CHANGED);
      assertThat(event.header().zxid()).isEqualTo(zxid);
      assertThat(b.call(new Request.GetData("/x", false)).as(Reply.DataStat.class).data())
          .isEqualTo(Data.of("2"));
      assertThat(a.call(new Request.Delete("/x", 0)).error()).isEqualTo(ErrorCode.BAD_VERSION);
      a.closeSession();
      b.closeSession();
    }
  }

  @Test
  void what_was_acknowledged_is_there_after_a_restart() {
    try (WireClient a = WireClient.open(PADDOCK.server().address())) {
      a.call(create("/kept", "1"));
    }
    PADDOCK.server().restart();
    try (WireClient a = WireClient.open(PADDOCK.server().address())) {
      assertThat(a.call(new Request.GetData("/kept", false)).as(Reply.DataStat.class).data())
          .isEqualTo(Data.of("1"));
    }
  }

  private static Request create(String path, String data) {
    return new Request.Create(OpCode.CREATE, path, Data.of(data), Acl.OPEN, 0, 0);
  }
}
