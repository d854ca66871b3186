package io.paddock.server.net;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one event loop, oldest first, as a list that they themselves are the links of.
 *
 * <p>Thread: the loop's.
 */
final class ClientList {
  private @Nullable ClientHandler first;
  private @Nullable ClientHandler last;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(ClientHandler client) {
    client.previous = last;
    if (last == null) {
      first = client;
    } else {
      last.next = client;
    }
    last = client;
    size++;
  }

  void remove(ClientHandler client) {
    ClientHandler next = client.next;
    ClientHandler previous = client.previous;
    if (next == null) {
      last = previous;
    } else {
      next.previous = previous;
    }
    if (previous == null) {
      first = next;
    } else {
      previous.next = next;
    }
    client.next = null;
    client.previous = null;
    size--;
  }

  /** Calls {@code action} for each; it may remove the one it is called with. */
  void forEach(Consumer<ClientHandler> action) {
    ClientHandler each = first;
    while (each != null) {
      ClientHandler next = each.next;
      action.accept(each);
      each = next;
    }
  }

  /** Gives each client the time, so that those which are late can go. */
  void tick(long nowNanos) {
    forEach(each -> each.tick(nowNanos));
  }
}
