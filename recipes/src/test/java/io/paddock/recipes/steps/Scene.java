package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Happened;
import io.paddock.protocol.message.OpCode;
import io.paddock.recipes.stage.Stage;
import io.paddock.recipes.steady.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A client that a fault hits, another one that is spared (but for a stop of the server), and the
 * same piece played by both again and again, with the fault one step later each time, until the
 * piece is over before it.
 *
 * <p>Thread: the test's.
 */
final class Scene implements AutoCloseable {
  // The pauses between tries to connect are parts of it.
  private static final Duration SESSION = Duration.ofSeconds(4);
  private static final int STEPS_MAX = 60;

  private final Stage stage = new Stage();
  private final Fault fault;
  private final StepLink link;
  private final Client hit;
  private final Client spared = stage.actor(SESSION).client();
  private int step;
  private boolean begun;

  /** One performance, which calls {@link #begin} where the faults may begin. */
  interface Piece {
    void play(Scene scene) throws Exception;
  }

  private Scene(Fault fault) {
    this.fault = fault;
    this.link = new StepLink(stage.server().address(), fault, stage.server()::restart);
    this.hit = stage.connect(link.address(), SESSION);
  }

  /** Plays it with this fault at each step. Returns how many steps there were. */
  static int everyStep(Fault fault, Piece piece) {
    try (Scene scene = new Scene(fault)) {
      do {
        scene.playOnce(piece);
      } while (scene.link.hasStruck());
      return scene.step - 1;
    }
  }

  private void playOnce(Piece piece) {
    step++;
    begun = false;
    assertThat(step).as("steps").isLessThan(STEPS_MAX);
    try {
      piece.play(this);
      assertThat(begun).isTrue();
      awaitQuiet();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s at step %d; left over: %s and %s"
              .formatted(fault, step, hit.ephemerals("/"), spared.ephemerals("/")),
          e);
    }
  }

  /** No connection is lost any more, no ephemeral znode has stayed, and no watch. */
  private void awaitQuiet() {
    for (Client each : List.of(hit, spared)) {
      eventually(() -> each.state() == ConnectionState.CONNECTED);
      eventually(() -> steadily(() -> each.ephemerals("/")).isEmpty());
    }
    eventually(() -> stage.watches() == 0);
  }

  /** From now on steps are counted. */
  void begin() {
    begun = true;
    link.arm(step);
  }

  Fault fault() {
    return fault;
  }

  /** Whether it has happened in this performance. */
  boolean hasStruck() {
    return link.hasStruck();
  }

  /** Whether it has happened in this performance, at a request of this kind. */
  boolean hasStruck(OpCode request) {
    return link.hasStruck(request);
  }

  /** The number of watches that the server has. */
  int watches() {
    return stage.watches();
  }

  /** The client that the fault hits. */
  Client hit() {
    return hit;
  }

  /** The other one. */
  Client spared() {
    return spared;
  }

  /** Where this performance is, another place each time. */
  String path() {
    return "/step-" + step;
  }

  int children(String path) {
    return steadily(() -> spared.exists(path)).map(stat -> stat.numChildren()).orElse(0);
  }

  <T> CompletableFuture<T> aside(Callable<T> body) {
    return stage.aside(body);
  }

  /** Again until the connection is not lost. */
  static <T> T steadily(Callable<T> body) {
    while (true) {
      try {
        return body.call();
      } catch (ClientException e) {
        if (!Failures.isPassing(e)) {
          throw e;
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What it has done: YES, or what the exception says of a lost connection or session. */
  static Happened tried(Runnable body) {
    try {
      body.run();
      return Happened.YES;
    } catch (ClientException e) {
      if (!Failures.isPassing(e)) {
        throw e;
      }
      return e.happened();
    }
  }

  @Override
  public void close() {
    stage.close();
    link.close();
  }
}
