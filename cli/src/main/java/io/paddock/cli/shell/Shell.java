package io.paddock.cli.shell;

import io.paddock.client.api.ClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words for looking at and changing a tree: {@link #once} does one, {@link #interactive} those
 * that are typed.
 *
 * <p>Thread: one at a time.
 */
public final class Shell {
  /** Done. */
  public static final int OK = 0;

  /** The server said no, or could not be asked. */
  public static final int FAILED = 1;

  /** What was typed makes no sense. */
  public static final int USAGE = 2;

  /** A word that is not known, as in ZooKeeper's shell. */
  public static final int UNKNOWN = 127;

  private static final String OWN_USAGE = "shell [hosts[/chroot]] " + Target.USAGE;

  private final Streams streams;
  private final @Nullable String usualServers;
  private final Map<String, Word> words = new LinkedHashMap<>();

  /**
   * @param usualServers whom to connect to if nothing else is said; null for this machine
   */
  public Shell(Streams streams, @Nullable String usualServers) {
    this.streams = streams;
    this.usualServers = usualServers;
    ReadWords.all().forEach(this::add);
    WriteWords.all().forEach(this::add);
    add(WatchWord.word());
  }

  private void add(Word word) {
    words.put(word.syntax().name(), word);
  }

  /** The words that {@link #once} knows, with what each is for. */
  public Map<String, String> summaries() {
    Map<String, String> summaries = new LinkedHashMap<>();
    words.forEach((name, word) -> summaries.put(name, word.syntax().summary()));
    return summaries;
  }

  /** How the shell itself is started. */
  public String usage() {
    return OWN_USAGE;
  }

  /** How a word is written, with the options that say where to connect. */
  public String usage(String name) {
    Word word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException(name);
    }
    return word.syntax().usage() + " " + Target.USAGE;
  }

  /** Does one word and ends the session; the exit code. */
  public int once(String name, List<String> arguments) {
    Word word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException(name);
    }
    return guarded(
        () -> {
          List<String> rest = new ArrayList<>();
          Target target = Target.usual(usualServers).with(arguments, rest);
          // Before anybody is asked: what makes no sense need not wait for a server.
          word.syntax().parse(rest);
          try (Talk talk = new Talk(streams.out(), target, false)) {
            return connected(talk) ? run(talk, word, rest) : FAILED;
          }
        });
  }

  /** Does the words that are typed until they end; the exit code of the last. */
  public int interactive(List<String> arguments, boolean prompts) {
    TalkWords.all().forEach(this::add);
    return guarded(
        () -> {
          List<String> rest = new ArrayList<>();
          Target target = Target.usual(usualServers).with(arguments, rest);
          if (rest.size() > 1) {
            throw new UsageException(OWN_USAGE);
          }
          if (!rest.isEmpty()) {
            target = target.at(rest.get(0));
          }
          streams.out().println("Connecting to " + target.servers());
          try (Talk talk = new Talk(streams.out(), target, true)) {
            return connected(talk) ? loop(talk, prompts) : FAILED;
          }
        });
  }

  private boolean connected(Talk talk) {
    try {
      if (talk.awaitConnected(talk.target().patience())) {
        return true;
      }
      streams
          .err()
          .printf(
              "paddock: no server answers at %s within %d ms%n",
              talk.target().servers(), talk.target().patience().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private int loop(Talk talk, boolean prompts) {
    int last = OK;
    for (int number = 0; ; number++) {
      if (prompts) {
        streams.out().print(talk.prompt(number));
        streams.out().flush();
      }
      String line = nextLine();
      if (line == null) {
        return last;
      }
      String stripped = line.strip();
      if (stripped.equals("quit") || stripped.equals("exit")) {
        return OK;
      }
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        last = typed(talk, stripped);
      }
    }
  }

  private @Nullable String nextLine() {
    try {
      return streams.in().readLine();
    } catch (IOException e) {
      return null;
    }
  }

  private int typed(Talk talk, String line) {
    return guarded(
        () -> {
          List<String> typed = Quoting.words(line);
          if (typed.get(0).equals("help")) {
            sayWords();
            return OK;
          }
          Word word = words.get(typed.get(0));
          if (word == null) {
            sayWords();
            streams.err().println("Command not found: Command not found " + typed.get(0));
            return UNKNOWN;
          }
          return run(talk, word, typed.subList(1, typed.size()));
        });
  }

  private static int run(Talk talk, Word word, List<String> arguments) {
    word.run(talk, arguments);
    return OK;
  }

  private void sayWords() {
    words.values().forEach(each -> streams.out().println("\t" + each.syntax().usage()));
    streams.out().println("\tquit");
  }

  private int guarded(Step step) {
    try {
      return step.run();
    } catch (UsageException | IllegalArgumentException e) {
      streams.err().println(e.getMessage());
      return USAGE;
    } catch (FailedException e) {
      streams.err().println(e.getMessage());
      return FAILED;
    } catch (ClientException e) {
      streams.err().println(Complaints.of(e));
      return FAILED;
    }
  }

  private interface Step {
    int run();
  }
}
