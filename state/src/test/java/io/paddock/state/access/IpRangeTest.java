package io.paddock.state.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IpRangeTest {
  @Test
  void an_address_without_bits_means_itself_alone() {
    assertThat(contains("10.1.2.3", "10.1.2.3")).isTrue();
    assertThat(contains("10.1.2.3", "10.1.2.4")).isFalse();
    assertThat(contains("2001:db8::1", "2001:db8:0:0:0:0:0:1")).isTrue();
    assertThat(contains("2001:db8::1", "2001:db8::2")).isFalse();
  }

  @Test
  void only_the_first_bits_count() {
    assertThat(contains("10.1.2.3/8", "10.255.0.1")).isTrue();
    assertThat(contains("10.1.2.3/8", "11.1.2.3")).isFalse();
    assertThat(contains("192.168.1.128/25", "192.168.1.129")).isTrue();
    assertThat(contains("192.168.1.128/25", "192.168.1.127")).isFalse();
    assertThat(contains("0.0.0.0/0", "255.1.2.3")).isTrue();
    assertThat(contains("10.1.2.3/32", "10.1.2.3")).isTrue();
    assertThat(contains("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
    assertThat(contains("2001:db8::/33", "2001:db8:8000::1")).isFalse();
  }

  @Test
  void the_two_families_never_match_each_other() {
    assertThat(contains("0.0.0.0/0", "::1")).isFalse();
    assertThat(contains("::/0", "10.1.2.3")).isFalse();
  }

  @Test
  void what_is_no_address_is_in_no_range() {
    assertThat(contains("0.0.0.0/0", "localhost")).isFalse();
    assertThat(contains("::/0", "fe80::1%eth0")).isFalse();
  }

  @Test
  void eight_groups_or_one_gap_make_an_address() {
    for (String good :
        List.of("::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "ABCD::ef", "1:2:3:4:5:6:7::")) {
      assertThat(IpRange.parse(good)).as(good).isNotNull();
    }
  }

  @Test
  void malformed_ranges_are_refused() {
    for (String bad :
        List.of(
            "",
            "1",
            "1.2.3",
            "1.2.3.4.5",
            "256.1.1.1",
            "1.2.3.x",
            "1..2.3",
            "1.2.3.0004",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/x",
            "1.2.3.4/-1",
            "1.2.3.4/8/8",
            ":",
            ":::",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1::2::3",
            "::1%lo",
            "12345::",
            "g::",
            "1:2:3:4:5:6:7:8::",
            "::1/129",
            "1.2.3.4\u0661",
            "1:2:3:4:5:6:7:")) {
      assertThat(IpRange.parse(bad)).as(bad).isNull();
    }
  }

  private static boolean contains(String range, String address) {
    return Objects.requireNonNull(IpRange.parse(range), range).contains(address);
  }
}
