package io.paddock.testkit.junit;

import io.paddock.testkit.embedded.EmbeddedEnsemble;
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
 * Gives tests an ensemble. In a static field it is one ensemble for all tests of the class; in an
 * instance field each test has its own. A parameter of type {@link EmbeddedEnsemble} gets it too.
 *
 * <pre>{@code
 * class MyTest {
 *   @RegisterExtension static final EnsembleExtension PADDOCK = EnsembleExtension.of(3);
 *
 *   @Test
 *   void goes_on_without_the_leader() {
 *     connect(PADDOCK.connectString());
 *     PADDOCK.ensemble().leader().stop();
 *   }
 * }
 * }</pre>
 *
 * <p>Before each test every member runs and serves: what the test before has stopped is started
 * again. The data stays for as long as the ensemble does.
 *
 * <p>Thread: that of the tests; not for tests that run in parallel in one class.
 */
public final class EnsembleExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final int size;
  private final Map<String, String> settings;
  private @Nullable EmbeddedEnsemble ensemble;
  private boolean ofClass;

  private EnsembleExtension(int size, Map<String, String> settings) {
    this.size = size;
    this.settings = settings;
  }

  /** That many members, 3 or more, with the usual settings for tests. */
  public static EnsembleExtension of(int size) {
    return new EnsembleExtension(size, Map.of());
  }

  /** The same with one more setting for every member: a key of {@code zoo.cfg} and its value. */
  public EnsembleExtension with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new EnsembleExtension(size, more);
  }

  /** The ensemble; there is one while tests run. */
  public EmbeddedEnsemble ensemble() {
    EmbeddedEnsemble running = ensemble;
    if (running == null) {
      throw new IllegalStateException("the ensemble runs only while tests run");
    }
    return running;
  }

  /** What a client takes to find any member that runs. */
  public String connectString() {
    return ensemble().connectString();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
    ensemble = EmbeddedEnsemble.start(size, settings);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    EmbeddedEnsemble running = ensemble;
    if (running == null) {
      ensemble = EmbeddedEnsemble.start(size, settings);
      return;
    }
    running.members().stream()
        .filter(each -> !each.isRunning())
        .forEach(EmbeddedServer::startAgain);
    running.awaitServing();
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
    EmbeddedEnsemble running = ensemble;
    ensemble = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedEnsemble.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return ensemble();
  }
}
