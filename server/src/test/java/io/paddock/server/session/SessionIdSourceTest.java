package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** spec/wire.md, section 4. */
class SessionIdSourceTest {
  @Test
  void ids_begin_with_the_server_and_count_up_by_one() {
    SessionIdSource ids = new SessionIdSource(1, 0xab01_2345_6789L);

    assertThat(ids.next()).isEqualTo(0x0101_2345_6789_0000L);
    assertThat(ids.next()).isEqualTo(0x0101_2345_6789_0001L);
  }

  @Test
  void a_later_start_gives_later_ids() {
    long before = new SessionIdSource(1, 1_000_000).next();
    long after = new SessionIdSource(1, 1_000_001).next();

    assertThat(after - before).isEqualTo(1 << 16);
  }
}
