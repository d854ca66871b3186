package io.paddock.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberPortsTest {
  @Test
  void no_port_is_given_twice_although_nobody_listens_there() throws IOException {
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      given.add(MemberPorts.freePort());
    }

    // Outgoing connections get those from 32,768 on, unless somebody has said otherwise.
    assertThat(given).doesNotHaveDuplicates().allMatch(port -> port > 1_024 && port < 32_768);
  }
}
