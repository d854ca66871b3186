package io.paddock.it.interop.zkcli;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.Dialogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the shell, kept as a text file:
 *
 * <pre>
 * # a remark
 * $ a command
 * what the shell must print
 * $! a command that makes a watch fire; the event belongs to what must be printed
 * </pre>
 *
 * <p>What differs from run to run (zxids, times, session ids) is blotted out. With {@code
 * -Dpaddock.it.rewrite=true} the files are written anew from what the shell prints.
 */
public final class Transcript {
  // The shell prints it as its answer to "printwatches", and to nothing else.
  private static final String END_COMMAND = "printwatches";
  private static final String END = "printwatches is on";

  private static final List<Pattern> VARYING =
      List.of(
          Pattern.compile("((?:cZxid|mZxid|pZxid) = )0x[0-9a-f]+"),
          Pattern.compile("([cm]time = ).*"),
          Pattern.compile("(ephemeralOwner = )0x[0-9a-f]{2,}"),
          Pattern.compile("( zxid: )[0-9]+"));

  private final @Nullable Path file;
  private final List<String> expected;

  private Transcript(@Nullable Path file, List<String> expected) {
    this.file = file;
    this.expected = expected;
  }

  /** Reads {@code src/test/resources/zkcli/name.txt}. */
  public static Transcript read(String name) throws IOException {
    Path file = Checkout.root().resolve("it/src/test/resources/zkcli").resolve(name + ".txt");
    return new Transcript(file, Files.readAllLines(file));
  }

  /**
   * For another shell: only the commands that begin with one of these words. Its events have no
   * zxid.
   */
  public Transcript onlyWith(List<String> words) {
    List<String> kept = new ArrayList<>();
    boolean keeps = true;
    for (String line : expected) {
      if (line.startsWith("#") || line.startsWith("$")) {
        keeps = line.startsWith("#") || words.contains(line.split(" ")[1]);
      }
      if (keeps) {
        kept.add(line.replaceFirst(" zxid: .*", ""));
      }
    }
    return new Transcript(null, kept);
  }

  /** What must be said and heard. */
  public String text() {
    return String.join("\n", expected);
  }

  /** Says every command to this shell and returns the conversation as it went. */
  public String replay(Dialogue shell) throws IOException {
    List<String> actual = new ArrayList<>();
    for (String line : expected) {
      if (line.startsWith("#")) {
        actual.add(line);
      } else if (line.startsWith("$")) {
        actual.add(line);
        actual.addAll(answer(shell, line));
      }
    }
    if (file != null && Boolean.getBoolean("paddock.it.rewrite")) {
      Files.write(file, actual);
    }
    return String.join("\n", actual);
  }

  private static List<String> answer(Dialogue shell, String line) {
    List<String> said = new ArrayList<>();
    boolean fires = line.startsWith("$!");
    shell.say(line.substring(line.indexOf(' ') + 1));
    if (fires) {
      said.addAll(shell.hear("WatchedEvent "));
    }
    shell.say(END_COMMAND);
    said.addAll(shell.hear(END));
    said.remove(said.size() - 1);
    return said.stream().map(Transcript::blot).toList();
  }

  private static String blot(String line) {
    String blotted = line;
    for (Pattern each : VARYING) {
      blotted = each.matcher(blotted).replaceAll("$1...");
    }
    return blotted.stripTrailing();
  }
}
