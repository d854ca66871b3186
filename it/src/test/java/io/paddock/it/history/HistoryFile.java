package io.paddock.it.history;

import io.paddock.it.history.Operation.Answer;
import io.paddock.it.history.Operation.Call;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import io.paddock.it.history.Operation.Seen;
import io.paddock.it.history.Operation.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A history as a text file: one operation a line, fields between tabs, no field has a tab. */
public final class HistoryFile {
  private static final String TAB = "\t";
  private static final int FIELDS = 16;

  private HistoryFile() {}

  /** Writes all operations. */
  public static void write(Path file, List<Operation> operations) {
    try {
      Files.write(file, operations.stream().map(HistoryFile::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} has written. */
  public static List<Operation> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(HistoryFile::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String line(Operation o) {
    Who who = o.who();
    Call call = o.call();
    Answer answer = o.answer();
    Seen seen = answer.seen();
    return Stream.of(
            o.id(),
            who.client(),
            Long.toHexString(who.session()),
            who.connection(),
            who.server(),
            call.kind(),
            call.path(),
            call.value(),
            call.expected(),
            call.beganNanos(),
            answer.outcome(),
            answer.endedNanos(),
            Long.toHexString(answer.zxid()),
            seen.text(),
            seen.version(),
            Long.toHexString(seen.mzxid()))
        .map(String::valueOf)
        .reduce((a, b) -> a + TAB + b)
        .orElseThrow();
  }

  static Operation parse(String line) {
    String[] f = line.split(TAB, -1);
    if (f.length != FIELDS) {
      throw new IllegalArgumentException("no line of a history: " + line);
    }
    Who who = new Who(number(f[1]), hex(f[2]), number(f[3]), number(f[4]));
    Call call = new Call(Kind.valueOf(f[5]), f[6], f[7], number(f[8]), Long.parseLong(f[9]));
    Seen seen = new Seen(f[13], number(f[14]), hex(f[15]));
    Answer answer = new Answer(Outcome.valueOf(f[10]), Long.parseLong(f[11]), hex(f[12]), seen);
    return new Operation(Long.parseLong(f[0]), who, call, answer);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }
}
