package io.paddock.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLoadTest {
  @Test
  void the_load_is_the_sum_of_what_each_loop_said_last() {
    ServerLoad load = new ServerLoad(3);
    load.publish(0, 10, 1000);
    load.publish(2, 5, 500);
    load.publish(0, 1, 100);

    assertThat(load.outstanding()).isEqualTo(6);
    assertThat(load.submittedBytes()).isEqualTo(600);
  }
}
