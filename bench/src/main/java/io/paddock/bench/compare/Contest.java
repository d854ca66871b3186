package io.paddock.bench.compare;

import io.paddock.bench.load.BenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Runs the chosen rows on both sides in turn, one side at a time, round after round.
 *
 * <p>Thread: confined to its caller.
 */
final class Contest {
  private final List<RowGroup> groups;
  private final Progress progress;
  private final Path below;
  private final int servers;
  private boolean complete = true;

  /**
   * Nothing is started yet.
   *
   * @param below an existing directory for the data of the servers
   * @param servers of each side
   */
  Contest(List<RowGroup> groups, Progress progress, Path below, int servers) {
    this.groups = List.copyOf(groups);
    this.progress = progress;
    this.below = below;
    this.servers = servers;
  }

  /** Runs all rounds of the rows with these ids. */
  void run(int rounds, Set<String> chosen, Side first, Side second)
      throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (RowGroup group : groups) {
        if (group.rows().stream().anyMatch(row -> chosen.contains(row.id()))) {
          for (Side side : List.of(first, second)) {
            progress.say("round " + round + " of " + rounds + ", " + side.contender().name());
            measure(group, chosen, side);
          }
        }
      }
    }
  }

  private void measure(RowGroup group, Set<String> chosen, Side side)
      throws IOException, InterruptedException {
    try (ServerSet set = ServerSet.start(side.contender(), below, servers)) {
      side.know(ServerFacts.of(set));
      group.measure(set, chosen, side.samples());
    } catch (BenchException | IllegalArgumentException e) {
      // The rows of the other groups are worth having all the same.
      complete = false;
      progress.say("  " + side.contender().name() + " FAILED: " + e.getMessage());
    }
  }

  /** Whether every row could be measured on both sides in every round. */
  boolean isComplete() {
    return complete;
  }
}
