package io.paddock.it.fault;

import io.paddock.it.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Collects the operations of all clients. Thread: any. */
final class Recorder {
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger disconnections = new AtomicInteger();
  private final List<Operation> operations = new ArrayList<>();

  /** The id of an operation that is about to be sent. */
  long nextId() {
    return lastId.incrementAndGet();
  }

  synchronized void add(Operation operation) {
    operations.add(operation);
  }

  synchronized List<Operation> all() {
    return List.copyOf(operations);
  }

  /** A client lost its connection. */
  void disconnected() {
    disconnections.incrementAndGet();
  }

  int disconnections() {
    return disconnections.get();
  }
}
