package io.paddock.it.recipes;

import io.paddock.recipes.stage.Stage;
import io.paddock.recipes.stage.StageServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;

/**
 * A process on which one stage after the other plays, each below a root of its own.
 *
 * @param address where clients connect
 * @param kill ends it
 * @param start starts it again where it was, and waits until it serves
 */
record StageProcess(InetSocketAddress address, Runnable kill, Runnable start) {
  Stage stage() {
    return new Stage(new Played("/stage-" + UUID.randomUUID()));
  }

  /** Closing it leaves the process to the next one. */
  private final class Played implements StageServer {
    private final String root;
    private boolean isStopped;

    Played(String root) {
      this.root = root;
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public String root() {
      return root;
    }

    @Override
    public Duration shortSession() {
      return Duration.ofSeconds(2);
    }

    @Override
    public void stop() {
      isStopped = true;
      kill.run();
    }

    @Override
    public void startAgain() {
      start.run();
      isStopped = false;
    }

    @Override
    public void close() {
      if (isStopped) {
        startAgain();
      }
    }
  }
}
