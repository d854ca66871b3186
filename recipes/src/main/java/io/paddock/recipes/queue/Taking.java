package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Removal;
import io.paddock.recipes.steady.Vigil;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One try of one thread to lock an entry, over lost connections: a lock whose answer was lost is
 * found again by the mark in it, or goes when this is closed.
 *
 * <p>Thread: who takes.
 */
final class Taking implements AutoCloseable {
  private static final int LOCK_STEP = 1;

  private final Client client;
  private final String entries;
  private final String locks;
  private final Data mark = Data.of(UUID.randomUUID().toString().replace("-", ""));
  private @Nullable Attempt doubtful;

  Taking(Client client, String entries, String locks) {
    this.client = client;
    this.entries = entries;
    this.locks = locks;
  }

  /** Locks the first entry that nobody has; looks through the wait that it is given. */
  Optional<TakenEntry> attempt(Optional<Vigil> vigil) {
    if (doubtful != null) {
      Optional<TakenEntry> mine = foundAgain(doubtful);
      doubtful = null;
      if (mine.isPresent()) {
        return mine;
      }
    }
    List<String> names = names(vigil, entries);
    Set<String> others = new HashSet<>(names(vigil, locks));
    for (String name : names.stream().sorted().toList()) {
      Optional<TakenEntry> entry = others.contains(name) ? Optional.empty() : lock(name);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  private List<String> names(Optional<Vigil> vigil, String parent) {
    Supplier<List<String>> names =
        () -> vigil.map(v -> v.children(parent).names()).orElseGet(() -> client.children(parent));
    try {
      return names.get();
    } catch (NoNodeException e) {
      client.ensurePath(parent);
      return names.get();
    }
  }

  private Optional<TakenEntry> lock(String name) {
    Node node;
    try {
      node = client.get(entries + "/" + name);
    } catch (NoNodeException e) {
      return Optional.empty();
    }
    Attempt attempt = new Attempt(entries + "/" + name, locks + "/" + name, node);
    try {
      // Written again, so that its version tells this taker from a later one.
      Transaction transaction =
          Transaction.EMPTY
              .set(attempt.entry, node.data(), node.version())
              .create(attempt.lock, mark, CreateOptions.EPHEMERAL);
      return Optional.of(attempt.taken(client.commit(transaction).stat(LOCK_STEP)));
    } catch (TransactionException e) {
      return somebodyElseHasIt(e);
    } catch (ClientException e) {
      if (Failures.mayHaveHappened(e)) {
        doubtful = attempt;
      }
      throw e;
    }
  }

  private static Optional<TakenEntry> somebodyElseHasIt(TransactionException refused) {
    ErrorCode error = refused.error();
    if (error == ErrorCode.NO_NODE
        || error == ErrorCode.NODE_EXISTS
        || error == ErrorCode.BAD_VERSION) {
      return Optional.empty();
    }
    throw refused;
  }

  private Optional<TakenEntry> foundAgain(Attempt attempt) {
    try {
      // Without it a server that is behind could say that it is not locked.
      client.sync(attempt.lock);
      Node lock = client.get(attempt.lock);
      if (!Objects.equals(lock.data(), mark)) {
        return Optional.empty();
      }
      if (lock.stat().ephemeralOwner() != client.sessionId()) {
        // The server may keep it longer than the client has waited for the session's end.
        Removal.beginIfMarked(client, attempt.lock, mark);
        return Optional.empty();
      }
      return Optional.of(attempt.taken(lock.stat()));
    } catch (NoNodeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (doubtful != null) {
      Removal.beginIfMarked(client, doubtful.lock, mark);
    }
  }

  private final class Attempt {
    private final String entry;
    private final String lock;
    private final Node read;

    Attempt(String entry, String lock, Node read) {
      this.entry = entry;
      this.lock = lock;
      this.read = read;
    }

    TakenEntry taken(Stat locked) {
      return new TakenEntry(client, entry, lock, read, locked);
    }
  }
}
