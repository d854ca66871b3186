package io.paddock.it.process;

import io.paddock.it.process.NeedsServer.Kind;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts each shared server when its first test asks for it, and ends it with the suite. */
final class SharedServers implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

  private final @Nullable Kind given;

  /** The kind that the class asks for. */
  SharedServers() {
    this.given = null;
  }

  /** Another kind. */
  SharedServers(Kind given) {
    this.given = given;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServerProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    ServerProcess server = server(context);
    if (!server.isAlive()) {
      failure.addSuppressed(
          new AssertionError("the server has died; it said:\n" + server.output().tail()));
    }
    throw failure;
  }

  private ServerProcess server(ExtensionContext context) {
    Kind kind = given == null ? wanted(context) : given;
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(kind.ofEnsemble(), Running::new, Running.class)
        .process(kind);
  }

  private static Kind wanted(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NeedsServer.class)
        .orElseThrow()
        .value();
  }

  /** A running server, or the reason why there is none: the second test must not try again. */
  private static final class Running implements AutoCloseable {
    private final Object lentOrFailure;

    Running(Kind kind) {
      if (kind == Kind.ZOOKEEPER) {
        lentOrFailure = start(() -> new Alone(ServerSetup.usual().of(Product.ZOOKEEPER)));
        return;
      }
      Optional<ServerSource> members =
          ServiceLoader.load(ServerSource.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(source -> kind.isMember() || source.isWanted())
              .findFirst();
      ServerSetup usual = members.isPresent() ? patient() : ServerSetup.usual();
      ServerSetup setup = kind == Kind.PLAIN ? ServerSetup.plain() : usual;
      lentOrFailure =
          start(() -> members.isPresent() ? members.get().start(kind, setup) : new Alone(setup));
    }

    /** A busy machine keeps a leader waiting longer than the usual ticks allow. */
    private static ServerSetup patient() {
      return ServerSetup.usual().with("tickTime", "1000").with("minSessionTimeout", "400");
    }

    private static Object start(Supplier<ServerSource.Lent> starting) {
      try {
        return starting.get();
      } catch (AssertionError e) {
        return e;
      }
    }

    ServerProcess process(Kind kind) {
      if (lentOrFailure instanceof ServerSource.Lent lent) {
        return lent.process(kind);
      }
      throw new AssertionError("the shared server did not start", (AssertionError) lentOrFailure);
    }

    @Override
    public void close() {
      if (lentOrFailure instanceof ServerSource.Lent lent) {
        lent.close();
      }
    }
  }

  /** A server that stands alone. */
  private static final class Alone implements ServerSource.Lent {
    private final ServerHome home;
    private final ServerProcess process;

    Alone(ServerSetup setup) {
      home = ServerHome.create(setup);
      process = home.start();
    }

    @Override
    public ServerProcess process(Kind kind) {
      return process;
    }

    @Override
    public void close() {
      process.close();
      home.close();
    }
  }
}
