package io.paddock.it.fault;

import io.paddock.it.history.HistoryCheck;
import io.paddock.it.history.HistoryFile;
import io.paddock.it.history.Operation;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import io.paddock.testgen.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One round: clients at work, a schedule of faults, a last look, the check. On failure the seed,
 * the schedule, what was done, what the members said and the history are kept.
 */
final class FaultRun {
  private static final Path KEPT = Path.of("target", "faults");
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final Stage stage;
  private final String name;

  /** The name is that of the root of its znodes, too. */
  FaultRun(Stage stage, String name) {
    this.stage = stage;
    this.name = name;
  }

  /**
   * What a round was like, when nothing was wrong with it.
   *
   * @param deeds what was done, with times
   */
  record Summary(
      int operations, int unknown, int expired, int disconnections, Gap gap, List<String> deeds) {
    @Override
    public String toString() {
      return "%d operations, %d of unknown end, %d sessions expired, %d disconnections, no write for %d ms from %d ms on"
          .formatted(operations, unknown, expired, disconnections, gap.lengthMs(), gap.beganMs());
    }
  }

  /** The longest time without a write, and when in the round it began. */
  record Gap(long lengthMs, long beganMs) {
    static Gap longest(List<Operation> history) {
      long[] ends =
          history.stream()
              .filter(each -> each.isOk() && (each.is(Kind.SET) || each.is(Kind.SEQUENCE)))
              .mapToLong(each -> each.answer().endedNanos())
              .sorted()
              .toArray();
      Gap longest = new Gap(0, 0);
      for (int i = 1; i < ends.length; i++) {
        long length = (ends[i] - ends[i - 1]) / 1_000_000;
        if (length > longest.lengthMs()) {
          longest = new Gap(length, (ends[i - 1] - ends[0]) / 1_000_000);
        }
      }
      return longest;
    }
  }

  /** Runs it, or fails with what was found and where everything is kept. */
  Summary run(Schedule schedule, Seeded random) {
    Workload workload = new Workload(stage, new Paths("/" + name));
    Tormentor tormentor = new Tormentor(stage, random.split());
    List<Operation> history = List.of();
    try {
      workload.start(random.split());
      tormentor.carryOut(schedule);
      Tormentor.pass(AFTERWARDS);
      history = workload.finish();
      List<String> findings = HistoryCheck.findings(history);
      if (!findings.isEmpty()) {
        throw new AssertionError(
            String.join("\n", findings.subList(0, Math.min(20, findings.size()))));
      }
      return summary(history, workload.recorder(), tormentor.done());
    } catch (AssertionError | InterruptedException e) {
      workload.abandon();
      List<Operation> all = history.isEmpty() ? workload.recorder().all() : history;
      Path kept = keep(schedule, tormentor, all, random.seed());
      stage.mend();
      throw new AssertionError(
          e.getMessage() + "\neverything is kept in " + kept.toAbsolutePath(), e);
    }
  }

  private Path keep(Schedule schedule, Tormentor tormentor, List<Operation> all, long seed) {
    Path directory = KEPT.resolve("%s-%x".formatted(name, seed));
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("schedule"),
          "seed 0x%x\n%s\n\n%s\n".formatted(seed, schedule, String.join("\n", tormentor.done())));
      Files.writeString(directory.resolve("members"), stage.ensemble().said());
      HistoryFile.write(directory.resolve("history"), all);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Summary summary(List<Operation> history, Recorder recorder, List<String> deeds) {
    long unknown =
        history.stream().filter(each -> each.answer().outcome() == Outcome.UNKNOWN).count();
    long expired = history.stream().filter(each -> each.is(Kind.EXPIRED)).count();
    return new Summary(
        history.size(),
        (int) unknown,
        (int) expired,
        recorder.disconnections(),
        Gap.longest(history),
        deeds);
  }
}
