package io.paddock.it.process;

import io.paddock.it.process.NeedsServer.Kind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * All tests of this class run with a server that stands alone, with a follower of an ensemble, and
 * with Apache ZooKeeper. Otherwise as {@link NeedsServer}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(OnEachServer.Kinds.class)
public @interface OnEachServer {
  /** The kinds of servers, one after the other. */
  final class Kinds implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<With> provideClassTemplateInvocationContexts(ExtensionContext context) {
      return Stream.of(Kind.USUAL, Kind.FOLLOWER, Kind.ZOOKEEPER).map(With::new);
    }
  }

  /**
   * One run of the tests.
   *
   * @param kind with what
   */
  record With(Kind kind) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return kind.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new SharedServers(kind));
    }
  }
}
