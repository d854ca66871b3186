package io.paddock.discovery.health;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.ClosedException;
import io.paddock.discovery.register.Registration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a service again and again, takes its registration out of the list while it does not work,
 * and puts it back.
 *
 * <p>Thread: one of its own, until it is closed.
 */
public final class HealthWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

  private final Registration registration;
  private final HealthCheck check;
  private final GracePolicy policy;
  private final ScheduledExecutorService thread;
  private boolean listed = true;

  private HealthWatch(Registration registration, HealthCheck check, Duration grace) {
    this.registration = registration;
    this.check = check;
    this.policy = new GracePolicy(grace.toNanos());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread own = new Thread(task, "paddock-health");
              own.setDaemon(true);
              return own;
            });
  }

  /**
   * Begins.
   *
   * @param interval between the end of one check and the next
   * @param grace how long a service may not work before it is taken out; zero for at once
   */
  public static HealthWatch start(
      Registration registration, HealthCheck check, Duration interval, Duration grace) {
    HealthWatch watch = new HealthWatch(registration, check, grace);
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      boolean wanted = policy.isListed(works(), System.nanoTime());
      if (wanted != listed) {
        LOG.info("{} {}", wanted ? "works again:" : "does not work:", registration.paths());
        if (wanted) {
          registration.putBack();
        } else {
          registration.takeOut();
        }
        listed = wanted;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedException | IllegalStateException e) {
      // The client or the registration is closed.
      close();
    } catch (ClientException e) {
      LOG.debug("it is tried again: {}", e.getMessage());
    }
  }

  private boolean works() throws InterruptedException {
    try {
      return check.works();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the check says: {}", e.getMessage());
      return false;
    }
  }

  /** Checks no more; the registration stays as it is. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
