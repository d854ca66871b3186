package io.paddock.client;

import io.paddock.client.suite.WatchSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watches, likewise. */
class WatchTest extends WatchSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  WatchTest() {
    super(PADDOCK.server().address());
  }
}
