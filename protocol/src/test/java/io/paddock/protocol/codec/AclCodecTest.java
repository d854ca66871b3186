package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AclCodecTest {
  private static final List<Acl> ALSO_OPEN = List.of(new Acl(31, new Id("world", "anyone")));

  @Test
  void the_open_list_is_read_as_one_shared_object() throws ProtocolException {
    assertThat(again(Acl.OPEN)).isSameAs(Acl.OPEN);
    assertThat(again(ALSO_OPEN)).isSameAs(Acl.OPEN);
  }

  @Test
  void a_list_that_only_begins_like_the_open_one_is_another() throws ProtocolException {
    List<Acl> two = List.of(Acl.OPEN.get(0), new Acl(1, new Id("ip", "10.0.0.1")));
    List<Acl> reads = List.of(new Acl(1, Id.ANYONE));
    assertThat(again(two)).isEqualTo(two);
    assertThat(again(reads)).isEqualTo(reads);
  }

  private static @Nullable List<Acl> again(List<Acl> acl) throws ProtocolException {
    JuteWriter out = new JuteWriter();
    AclCodec.write(out, acl);
    return AclCodec.read(new JuteReader(out.array(), 0, out.position()));
  }
}
