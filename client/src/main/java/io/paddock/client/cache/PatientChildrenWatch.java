package io.paddock.client.cache;

import io.paddock.client.api.Client;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the children of a znode have not changed for a while, and then for their next change:
 * for programs that share work among those present, and do not want to begin anew for each of many
 * that start at the same time. Once; begin another one after the change.
 *
 * <pre>{@code
 * PatientChildrenWatch.Settled settled =
 *     PatientChildrenWatch.start(client, "/workers", Duration.ofSeconds(5)).settled().join();
 * share(settled.names());
 * settled.changed().thenRun(this::beginAnew);
 * }</pre>
 *
 * <p>Thread: any.
 */
public final class PatientChildrenWatch implements AutoCloseable {
  private final Client order;
  private final Duration quiet;
  private final CompletableFuture<Settled> settled = new CompletableFuture<>();
  private final CompletableFuture<Void> changed = new CompletableFuture<>();
  private final ChildrenWatch watch;
  private @Nullable Future<?> timer;

  /**
   * The children, which have not changed for a while.
   *
   * @param names sorted
   * @param changed completes at their next change
   */
  public record Settled(List<String> names, CompletableFuture<Void> changed) {
    public Settled {
      names = List.copyOf(names);
    }
  }

  private PatientChildrenWatch(Client client, String path, Duration quiet) {
    this.order = client.aside();
    this.quiet = quiet;
    this.watch =
        ChildrenWatch.startPatiently(
            client,
            path,
            (names, event) -> {
              order.callbacks().execute(() -> seen(names));
              return !changed.isDone();
            });
  }

  /**
   * Begins to wait and returns at once.
   *
   * @param quiet how long the children must stay the same
   */
  public static PatientChildrenWatch start(Client client, String path, Duration quiet) {
    return new PatientChildrenWatch(client, path, quiet);
  }

  /** The children, when they have settled. */
  public CompletableFuture<Settled> settled() {
    return settled;
  }

  /** Ends it; futures that are not complete are cancelled. */
  @Override
  public void close() {
    watch.close();
    settled.cancel(false);
    changed.cancel(false);
  }

  private void seen(List<String> names) {
    if (settled.isDone()) {
      changed.complete(null);
      watch.close();
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timer = order.after(quiet, () -> settled.complete(new Settled(names, changed)));
  }
}
