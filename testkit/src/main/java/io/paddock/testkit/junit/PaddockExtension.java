package io.paddock.testkit.junit;

import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a server. In a static field, or with {@code @ExtendWith}, it is one server for all
 * tests of the class; in an instance field each test has its own. A parameter of type {@link
 * EmbeddedServer} gets it too.
 *
 * <pre>{@code
 * class MyTest {
 *   @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();
 *
 *   @Test
 *   void connects() {
 *     connect(PADDOCK.connectString());
 *   }
 * }
 * }</pre>
 *
 * <p>Thread: that of the tests; not for tests that run in parallel in one class with an instance
 * field.
 */
public final class PaddockExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final Map<String, String> settings;
  private @Nullable EmbeddedServer server;
  private boolean ofClass;

  /** With the usual settings for tests. */
  public PaddockExtension() {
    this(Map.of());
  }

  private PaddockExtension(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The same with one more setting: a key of {@code zoo.cfg} and its value. */
  public PaddockExtension with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new PaddockExtension(more);
  }

  /** The server; there is one while tests run. */
  public EmbeddedServer server() {
    EmbeddedServer running = server;
    if (running == null) {
      throw new IllegalStateException("the server runs only while tests run");
    }
    return running;
  }

  /** What a client takes as the address of its servers. */
  public String connectString() {
    return server().connectString();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
    server = EmbeddedServer.start(settings);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (server == null) {
      server = EmbeddedServer.start(settings);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!ofClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void close() {
    EmbeddedServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }
}
