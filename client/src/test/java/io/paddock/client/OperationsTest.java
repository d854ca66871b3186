package io.paddock.client;

import io.paddock.client.suite.OperationsSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations against a server in the same process. */
class OperationsTest extends OperationsSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  OperationsTest() {
    super(PADDOCK.server().address());
  }
}
