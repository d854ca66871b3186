package io.paddock.it.process;

import io.paddock.it.process.NeedsServer.Kind;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts each shared server when its first test asks for it, and ends it with the suite. */
final class SharedServers implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

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

  private static ServerProcess server(ExtensionContext context) {
    Kind kind =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NeedsServer.class)
            .orElseThrow()
            .value();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(kind, Running::new, Running.class)
        .process();
  }

  /** A running server, or the reason why there is none: the second test must not try again. */
  private static final class Running implements AutoCloseable {
    private final ServerHome home;
    private final Object processOrFailure;

    Running(Kind kind) {
      home =
          ServerHome.create(
              switch (kind) {
                case USUAL -> ServerSetup.usual();
                case PLAIN -> ServerSetup.plain();
              });
      processOrFailure = startOrReason(home);
    }

    private static Object startOrReason(ServerHome home) {
      try {
        return home.start();
      } catch (AssertionError e) {
        return e;
      }
    }

    ServerProcess process() {
      if (processOrFailure instanceof ServerProcess process) {
        return process;
      }
      throw new AssertionError(
          "the shared server did not start", (AssertionError) processOrFailure);
    }

    @Override
    public void close() {
      if (processOrFailure instanceof ServerProcess process) {
        process.close();
      }
      home.close();
    }
  }
}
