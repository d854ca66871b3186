package io.paddock.it.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class take a {@link ServerProcess}: one for all classes with the same setup,
 * killed at the end of the suite. Each test keeps to a subtree of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedServers.class)
public @interface NeedsServer {
  /** Which of the shared servers. */
  Kind value() default Kind.USUAL;

  /** The servers that a suite shares. */
  enum Kind {
    /** {@link ServerSetup#usual()}. */
    USUAL,
    /** {@link ServerSetup#plain()}. */
    PLAIN,
    /** Apache ZooKeeper, with {@link ServerSetup#usual()}. */
    ZOOKEEPER,
    /** A follower of five voters with {@link ServerSetup#usual()} and longer ticks. */
    FOLLOWER,
    /** The leader of three such voters, with an observer. */
    LEADER,
    /** The observer of the same ensemble. */
    OBSERVER;

    /** The kind that stands for all that are in one ensemble. */
    Kind ofEnsemble() {
      return this == OBSERVER ? LEADER : this;
    }

    /** Whether it is a member of an ensemble, whatever the other tests talk to. */
    boolean isMember() {
      return compareTo(FOLLOWER) >= 0;
    }
  }
}
