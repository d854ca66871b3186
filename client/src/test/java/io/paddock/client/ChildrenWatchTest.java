package io.paddock.client;

import io.paddock.client.suite.ChildrenWatchSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Followed children, likewise. */
class ChildrenWatchTest extends ChildrenWatchSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  ChildrenWatchTest() {
    super(PADDOCK.server().address());
  }
}
