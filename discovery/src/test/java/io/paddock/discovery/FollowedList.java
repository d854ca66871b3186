package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A program that follows a list of services, and all that it was told. Thread: the test's. */
final class FollowedList implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Client client;
  private final List<List<String>> told = new CopyOnWriteArrayList<>();

  FollowedList(String servers, String path) {
    client = PaddockClient.connect(servers);
    Discovery.of(client).children(path).onChange(now -> told.add(now.names()));
  }

  /** Waits until the last that it has been told is such a list. */
  void await(String what, Predicate<List<String>> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!wanted.test(told.get(told.size() - 1))) {
      assertThat(System.nanoTime()).as("%s, told %s", what, told).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** All that it was told from the first list on that has these. */
  List<List<String>> toldSince(Collection<String> names) {
    return told.stream().dropWhile(each -> !each.containsAll(names)).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
