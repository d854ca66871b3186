package io.paddock.client.operation;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.NotEmptyException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.path.PathRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Operations on more than one znode.
 *
 * @param requests what they are made of
 */
record Subtrees(Requests requests) {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  CompletableFuture<Void> ensurePath(String path, CreateOptions options) {
    return path.equals(PathRules.ROOT)
        ? DONE
        : requests
            .exists(path, null)
            .thenCompose(stat -> stat.isPresent() ? DONE : make(path, options));
  }

  private CompletableFuture<Void> make(String path, CreateOptions options) {
    return ensurePath(PathRules.parent(path), options)
        .thenCompose(v -> requests.create(path, null, options))
        .handle(
            (made, failure) -> {
              // Somebody else was quicker: that will do.
              if (failure != null
                  && !(CallOperations.bare(failure) instanceof NodeExistsException)) {
                throw Waiting.unchecked(failure);
              }
              return null;
            });
  }

  CompletableFuture<Stat> createOrSet(String path, @Nullable Data data, CreateOptions options) {
    return requests
        .set(path, data, AsyncClient.ANY_VERSION)
        .exceptionallyCompose(
            failure ->
                CallOperations.bare(failure) instanceof NoNodeException
                    ? createOrAgain(path, data, options)
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Stat> createOrAgain(
      String path, @Nullable Data data, CreateOptions options) {
    return new Creation(requests, path, data, options.makingParents())
        .run()
        .thenApply(Created::stat)
        .exceptionallyCompose(
            failure ->
                // Somebody else was quicker: set the data of theirs.
                CallOperations.bare(failure) instanceof NodeExistsException
                    ? createOrSet(path, data, options)
                    : CompletableFuture.failedFuture(failure));
  }

  CompletableFuture<Map<String, Node>> childrenWithData(String path) {
    return requests.children(path, null).thenCompose(children -> read(path, children.names()));
  }

  private CompletableFuture<Map<String, Node>> read(String path, List<String> names) {
    List<CompletableFuture<Optional<Node>>> reads =
        names.stream().map(name -> optional(Creation.child(path, name))).toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            v -> {
              Map<String, Node> found = new TreeMap<>();
              reads.forEach(
                  each -> each.join().ifPresent(n -> found.put(PathRules.name(n.path()), n)));
              return found;
            });
  }

  private CompletableFuture<Optional<Node>> optional(String path) {
    return requests
        .get(path, null)
        .thenApply(Optional::of)
        .exceptionally(
            failure -> {
              if (CallOperations.bare(failure) instanceof NoNodeException) {
                return Optional.empty();
              }
              throw Waiting.unchecked(failure);
            });
  }

  CompletableFuture<Void> deleteRecursive(String path) {
    return requests
        .children(path, null)
        .thenCompose(
            children ->
                CompletableFuture.allOf(
                    children.names().stream()
                        .map(name -> deleteRecursive(Creation.child(path, name)))
                        .toArray(CompletableFuture<?>[]::new)))
        .thenCompose(v -> requests.delete(path, AsyncClient.ANY_VERSION))
        .exceptionallyCompose(failure -> afterFailure(path, failure));
  }

  private CompletableFuture<Void> afterFailure(String path, Throwable failure) {
    Throwable why = CallOperations.bare(failure);
    if (why instanceof NoNodeException) {
      return DONE;
    }
    // A child came in between: begin again, until the deadline.
    return why instanceof NotEmptyException
            && System.nanoTime() - requests.patience().deadlineNanos() < 0
        ? deleteRecursive(path)
        : CompletableFuture.failedFuture(why);
  }
}
