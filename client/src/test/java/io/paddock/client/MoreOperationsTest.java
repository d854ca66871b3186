package io.paddock.client;

import io.paddock.client.suite.MoreOperationsSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More of the operations, likewise. */
class MoreOperationsTest extends MoreOperationsSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  MoreOperationsTest() {
    super(PADDOCK.server().address());
  }
}
