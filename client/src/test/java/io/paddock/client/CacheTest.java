package io.paddock.client;

import io.paddock.client.suite.CacheSuite;
import io.paddock.testkit.junit.PaddockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Caches, likewise. */
class CacheTest extends CacheSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  CacheTest() {
    super(PADDOCK.server().address());
  }
}
