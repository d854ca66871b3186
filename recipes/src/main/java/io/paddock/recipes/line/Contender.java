package io.paddock.recipes.line;

import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Happened;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Removal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who stands in a line, until it is first or gives up.
 *
 * <pre>
 * ENTERING  → LOOKING    its znode is there
 *           → ENTERING   nobody knows whether it is, and it was not found, or the server is not there
 * LOOKING   → FIRST      nobody is before it; final
 *           → WAITING    somebody is, and is watched
 *           → ENTERING   its own znode is gone, or that of a session that was lost
 *           → OVER       somebody is, and it does not want to wait
 * WAITING   → LOOKING    the one before it is gone or changed, or the session is another one
 * any       → OVER       it gave up, or the client was closed: its znode is deleted; final
 * </pre>
 *
 * <p>Thread: public methods any; the rest one after the other where its client calls futures.
 */
public final class Contender implements WatchListener, StateListener {
  private static final long BREATH_MS = 20;

  private enum Step {
    ENTERING,
    LOOKING,
    WAITING,
    FIRST,
    OVER
  }

  private final Client client;
  private final Executor order;
  private final String parent;
  private final Naming naming;
  private final @Nullable Data data;
  private final boolean patient;
  private final @Nullable String ignored;
  private final CompletableFuture<Optional<Place>> result = new CompletableFuture<>();
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

  private Step step = Step.ENTERING;
  private String prefix = "";
  private @Nullable Place place;
  private @Nullable String watched;
  // What was asked before the last look is answered too late.
  private int round;

  private Contender(
      Client client, String parent, Naming naming, @Nullable Data data, Wanting wanting) {
    this.client = client.aside();
    this.order = this.client.callbacks();
    this.parent = parent;
    this.naming = naming;
    this.data = data;
    this.patient = wanting.patient();
    this.ignored = wanting.ignored();
  }

  /**
   * How it wants its place.
   *
   * @param patient whether it waits, else it gives up when somebody is before it
   * @param ignored the name of a contender that it need not wait for, or null
   */
  public record Wanting(boolean patient, @Nullable String ignored) {
    /** Waits for everybody. */
    public static final Wanting PATIENT = new Wanting(true, null);

    /** Does not wait. */
    public static final Wanting NOW = new Wanting(false, null);
  }

  /** One who is to stand in a line, and does not yet. */
  public static Contender of(
      Client client, String parent, Naming naming, @Nullable Data data, Wanting wanting) {
    return new Contender(client, parent, naming, data, wanting);
  }

  /** Enters the line, if it has not given up before. Once. */
  public void enter() {
    order.execute(this::create);
  }

  /**
   * The place, when it is the first one; empty if the contender has given up. Fails if the server
   * refuses, or the client is closed.
   */
  public CompletableFuture<Optional<Place>> result() {
    return result;
  }

  /**
   * Leaves the line, be it as the first one or one that waits. The future completes when nothing of
   * it is left; with false if its znode was gone before.
   */
  public CompletableFuture<Boolean> leave() {
    order.execute(this::giveUp);
    return gone;
  }

  /** The same for somebody who does not want to know. */
  public void quit() {
    order.execute(this::giveUp);
  }

  // ---- entering

  private void create() {
    if (step == Step.OVER) {
      leftWithout();
      return;
    }
    step = Step.ENTERING;
    place = null;
    prefix = naming.newPrefix();
    CreateOptions options = CreateOptions.EPHEMERAL_SEQUENTIAL.makingParents();
    then(
        client.async().create(parent + "/" + prefix, data, options),
        this::entered,
        why -> {
          if (Failures.mayHaveHappened(why)) {
            find();
          } else {
            again(why, this::create);
          }
        });
  }

  private void entered(Created made) {
    place = new Place(made.path(), made.stat().czxid(), made.stat().ephemeralOwner());
    if (step == Step.OVER) {
      remove();
    } else {
      look();
    }
  }

  /** Nobody else has this prefix: if it is there, it is ours. */
  private void find() {
    // Without the sync a server that has not heard of the create could say that it is not there.
    CompletableFuture<ChildList> names =
        client.async().sync(parent).thenCompose(synced -> client.async().children(parent, null));
    then(
        names,
        children -> {
          Optional<String> own =
              children.names().stream().filter(name -> name.startsWith(prefix)).findFirst();
          own.ifPresentOrElse(this::found, this::create);
        },
        why -> {
          if (why instanceof NoNodeException) {
            create();
          } else {
            again(why, this::find);
          }
        });
  }

  private void found(String name) {
    String path = parent + "/" + name;
    then(
        client.async().exists(path, null),
        stat -> stat.map(s -> new Created(path, s)).ifPresentOrElse(this::entered, this::create),
        why -> again(why, this::find));
  }

  // ---- in line

  private void look() {
    if (step == Step.OVER || step == Step.FIRST) {
      return;
    }
    step = Step.LOOKING;
    int current = ++round;
    then(
        client.async().children(parent, null),
        children -> looked(children, current),
        why -> {
          if (why instanceof NoNodeException) {
            create();
          } else {
            again(why, this::look);
          }
        });
  }

  private void looked(ChildList children, int current) {
    Place own = place;
    if (step != Step.LOOKING || current != round || own == null) {
      return;
    }
    if (own.session() != client.sessionId()) {
      // The server may keep it longer than the client has waited for the session's end.
      Removal.begin(client, own.path());
      create();
      return;
    }
    if (!children.names().contains(own.name())) {
      create();
      return;
    }
    Optional<String> before = naming.predecessor(children.names(), own.name(), ignored);
    if (before.isEmpty()) {
      step = Step.FIRST;
      client.removeStateListener(this);
      result.complete(Optional.of(own));
    } else if (patient) {
      watch(parent + "/" + before.get(), current);
    } else {
      giveUp();
    }
  }

  private void watch(String before, int current) {
    if (watched == null) {
      client.addStateListener(this);
    } else if (!watched.equals(before)) {
      client.unwatch(watched, this);
    }
    watched = before;
    then(
        client.async().get(before, this),
        node -> {
          if (step == Step.LOOKING && current == round) {
            step = Step.WAITING;
            lookIfOfAnotherSession();
          }
        },
        why -> {
          if (why instanceof NoNodeException) {
            look();
          } else {
            again(why, this::look);
          }
        });
  }

  @Override
  public void happened(WatchEvent event) {
    if (event.path().equals(watched)) {
      look();
    }
  }

  @Override
  public void changed(ConnectionState state) {
    if (state == ConnectionState.CLOSED) {
      fail(new ClosedException("lock", parent, Happened.NO, "the client is closed"));
    } else if (state == ConnectionState.CONNECTED && step == Step.WAITING) {
      lookIfOfAnotherSession();
    }
  }

  /** The znode has gone with its session; whoever is before us need not change for long. */
  private void lookIfOfAnotherSession() {
    Place own = place;
    if (own != null && own.session() != client.sessionId()) {
      look();
    }
  }

  // ---- the end

  private void giveUp() {
    if (step == Step.OVER) {
      return;
    }
    boolean entering = step == Step.ENTERING;
    step = Step.OVER;
    unwatch();
    if (!entering) {
      remove();
    }
    // Told last: what its client asks for from here on comes after the deletion.
    result.complete(Optional.empty());
  }

  private void unwatch() {
    client.removeStateListener(this);
    if (watched != null) {
      client.unwatch(watched, this);
    }
  }

  private void remove() {
    Place own = place;
    if (own == null) {
      leftWithout();
      return;
    }
    then(Removal.of(client, own.path()), gone::complete, why -> gone.complete(false));
  }

  private void leftWithout() {
    gone.complete(false);
  }

  private void again(Throwable why, Runnable what) {
    if (!Failures.isPassing(why)) {
      fail(why);
      return;
    }
    Executor later = CompletableFuture.delayedExecutor(BREATH_MS, TimeUnit.MILLISECONDS, order);
    later.execute(what);
  }

  private void fail(Throwable why) {
    result.completeExceptionally(why);
    boolean over = step == Step.OVER;
    step = Step.OVER;
    if (over || place == null) {
      leftWithout();
    } else {
      unwatch();
      remove();
    }
  }

  private static <T> void then(
      CompletableFuture<T> future, Consumer<? super T> done, Consumer<Throwable> failed) {
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                done.accept(value);
              } else {
                failed.accept(Failures.bare(failure));
              }
            });
  }
}
