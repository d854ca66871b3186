package io.paddock.it.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several clients at once, each on a thread of its own, and fails if one of them does. */
final class Crowd {
  private Crowd() {}

  interface Member {
    void run(int index) throws Exception;
  }

  static void run(int size, Member member) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int index = i;
        tasks.add(
            () -> {
              member.run(index);
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(tasks)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a client failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
