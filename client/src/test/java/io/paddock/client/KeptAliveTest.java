package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.CreateOptions;
import io.paddock.client.suite.KeptAliveSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ephemerals that come back, likewise. */
class KeptAliveTest extends KeptAliveSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  KeptAliveTest() {
    super(PADDOCK.server().address());
  }

  @Test
  void only_plain_ephemerals_can_come_back() {
    CreateOptions kept = CreateOptions.EPHEMERAL.keptAlive();
    assertThatThrownBy(() -> CreateOptions.PERSISTENT.keptAlive())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CreateOptions.EPHEMERAL_SEQUENTIAL.keptAlive())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kept.protectedByMark()).isInstanceOf(IllegalArgumentException.class);
  }
}
