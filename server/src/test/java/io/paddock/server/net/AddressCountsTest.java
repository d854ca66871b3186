package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressCountsTest {
  private final InetAddress a = address(1);
  private final InetAddress b = address(2);

  @Test
  void the_limit_for_an_address_is_reached_by_that_address_alone() {
    AddressCounts counts = new AddressCounts(2, 0);

    assertThat(counts.enter(a)).isTrue();
    assertThat(counts.enter(a)).isTrue();
    assertThat(counts.enter(a)).isFalse();
    assertThat(counts.enter(b)).isTrue();
    assertThat(counts.total()).isEqualTo(3);
  }

  @Test
  void whoever_leaves_makes_room() {
    AddressCounts counts = new AddressCounts(1, 0);
    counts.enter(a);

    counts.leave(a);

    assertThat(counts.total()).isZero();
    assertThat(counts.enter(a)).isTrue();
    assertThat(counts.enter(a)).isFalse();
  }

  @Test
  void the_total_limit_counts_all_addresses() {
    AddressCounts counts = new AddressCounts(0, 2);

    assertThat(counts.enter(a)).isTrue();
    assertThat(counts.enter(b)).isTrue();
    assertThat(counts.enter(a)).isFalse();
    counts.leave(b);
    assertThat(counts.enter(a)).isTrue();
  }

  @Test
  void limits_of_zero_are_none() {
    AddressCounts counts = new AddressCounts(0, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(counts.enter(a)).isTrue();
    }
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
