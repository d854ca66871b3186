package io.paddock.client;

import io.paddock.client.suite.DataWatchSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Followed data, likewise. */
class DataWatchTest extends DataWatchSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  DataWatchTest() {
    super(PADDOCK.server().address());
  }
}
