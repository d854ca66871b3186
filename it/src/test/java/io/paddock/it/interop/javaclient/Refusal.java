package io.paddock.it.interop.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says that a call must fail with a code of the server's. */
final class Refusal {
  private Refusal() {}

  static void assertRefused(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(KeeperException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
