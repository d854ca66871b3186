package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was done to whom, and when. Thread: its test's. */
final class Deeds {
  private final List<String> all = new ArrayList<>();
  private final long began = System.nanoTime();

  /** So far, a line each, with times from the beginning. */
  List<String> all() {
    return all;
  }

  void note(String what, List<EnsembleMember> whom) {
    String names = whom.stream().map(each -> " " + each.id()).collect(Collectors.joining());
    all.add("%6d ms %s%s".formatted((System.nanoTime() - began) / 1_000_000, what, names));
  }
}
