package io.paddock.client.operation;

import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Happened;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.path.PathRules;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One create with all that its options ask for: makes parents when they are missing; if it is
 * marked and its answer was lost, looks for the mark before it tries again.
 *
 * <p>Thread: begun on any, goes on on the selector thread.
 */
final class Creation {
  private static final String MARK = "_c_";
  private static final int TRIES_MAX = 20;

  private final Requests requests;
  private final String path;
  private final @Nullable Data data;
  private final CreateOptions options;
  private final String mark = MARK + UUID.randomUUID() + "-";
  private final String marked;
  private int tries;

  Creation(Requests requests, String path, @Nullable Data data, CreateOptions options) {
    this.requests = requests;
    this.path = path;
    this.data = data;
    this.options = options;
    this.marked = options.guarded() ? mark(path) : path;
  }

  private String mark(String plain) {
    if (plain.indexOf('/') < 0) {
      throw new IllegalArgumentException("create " + plain + ": the path does not begin with /");
    }
    String parent = PathRules.parent(plain);
    return child(parent, mark + PathRules.name(plain));
  }

  static String child(String parent, String name) {
    return parent.equals(PathRules.ROOT) ? parent + name : parent + "/" + name;
  }

  CompletableFuture<Created> run() {
    KeptEphemerals kept = requests.kept();
    return kept == null || !options.kept()
        ? tryOnce()
        : tryOnce()
            .thenApply(
                created -> {
                  kept.add(created, data, options);
                  return created;
                });
  }

  private CompletableFuture<Created> tryOnce() {
    return requests.create(marked, data, options).exceptionallyCompose(this::next);
  }

  private CompletableFuture<Created> next(Throwable failure) {
    Throwable why = CallOperations.bare(failure);
    if (++tries >= TRIES_MAX) {
      return CompletableFuture.failedFuture(why);
    }
    if (options.parents() && why instanceof NoNodeException) {
      return new Subtrees(requests)
          .ensurePath(PathRules.parent(path), CreateOptions.PERSISTENT)
          .thenCompose(v -> tryOnce());
    }
    if (options.guarded() && why instanceof ConnectionLossException lost) {
      return lost.happened() == Happened.NO ? tryOnce() : findOrRun();
    }
    if (options.guarded() && why instanceof NodeExistsException) {
      // Nobody else knows the mark.
      return findOrRun();
    }
    return CompletableFuture.failedFuture(why);
  }

  private CompletableFuture<Created> findOrRun() {
    String parent = PathRules.parent(marked);
    // Another server than the one that was asked to create may not have heard of it yet.
    return requests
        .sync(parent)
        .thenCompose(synced -> requests.children(parent, null))
        .thenCompose(
            children -> {
              Optional<String> name =
                  children.names().stream().filter(n -> n.startsWith(mark)).findFirst();
              return name.isPresent() ? found(child(parent, name.get())) : tryOnce();
            })
        .exceptionallyCompose(this::withoutParent);
  }

  // Without a parent it was not made: the usual way makes the parent, or says that it is missing.
  private CompletableFuture<Created> withoutParent(Throwable failure) {
    Throwable why = CallOperations.bare(failure);
    return why instanceof NoNodeException && tries < TRIES_MAX
        ? tryOnce()
        : CompletableFuture.failedFuture(why);
  }

  private CompletableFuture<Created> found(String actual) {
    return requests.get(actual, null).thenApply(node -> new Created(actual, node.stat()));
  }
}
