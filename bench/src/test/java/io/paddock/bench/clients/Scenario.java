package io.paddock.bench.clients;

import io.paddock.bench.clients.Contestant.Library;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is measured, and the figures that a {@link ClientRun} prints of it. */
enum Scenario {
  GET("one get after the other", "p50, µs", "p99, µs", "CPU, µs"),
  ASYNC_GET("gets, 256 outstanding", "ops/s", "CPU, µs"),
  ASYNC_SET("sets, 256 outstanding", "ops/s", "CPU, µs"),
  LOCK("lock taken and given back by one", "turns/s", "CPU, µs"),
  LOCK_CONTENDED("lock with 16 contenders", "turns/s", "CPU, µs"),
  WEIGHT("each of 100 clients", "threads", "heap, KiB", "resident, KiB");

  private final String title;
  private final List<String> figures;

  Scenario(String title, String... figures) {
    this.title = title;
    this.figures = List.of(figures);
  }

  String title() {
    return title;
  }

  /** In the order in which they are printed. */
  List<String> figures() {
    return figures;
  }

  /** Apache's client has no recipes. */
  Set<Library> libraries() {
    return this == LOCK || this == LOCK_CONTENDED
        ? EnumSet.complementOf(EnumSet.of(Library.APACHE))
        : EnumSet.allOf(Library.class);
  }
}
