package io.paddock.bench.clients;

import io.paddock.bench.clients.Contestant.Library;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every scenario with every library in turn, round after round, each in a JVM of its own against
 * the same server: {@code HOSTS ROUNDS SECONDS}. Prints medians as a table in Markdown.
 */
final class ClientContest {
  private static final double HUNDRED_SHOWN_WHOLE = 100;

  private final String hosts;
  private final int rounds;
  private final String seconds;

  private ClientContest(String hosts, int rounds, String seconds) {
    this.hosts = hosts;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    new ClientContest(args[0], Integer.parseInt(args[1]), args[2]).run();
  }

  private void run() throws Exception {
    System.out.println("| what | figure | Apache | Curator | Paddock | to the better other |");
    System.out.println("|---|---|---|---|---|---|");
    for (Scenario scenario : Scenario.values()) {
      Map<Library, List<List<Double>>> samples = new EnumMap<>(Library.class);
      for (int round = 0; round < rounds; round++) {
        for (Library library : scenario.libraries()) {
          samples.computeIfAbsent(library, key -> new ArrayList<>()).add(one(library, scenario));
        }
      }
      for (int i = 0; i < scenario.figures().size(); i++) {
        System.out.println(line(scenario, i, samples));
      }
    }
  }

  private List<Double> one(Library library, Scenario scenario) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ClientRun.class.getName(),
                library.name(),
                scenario.name(),
                hosts,
                seconds)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(library + " " + scenario + " failed: " + output);
    }
    List<Double> figures = output.lines().map(Double::valueOf).toList();
    if (figures.size() != scenario.figures().size()) {
      throw new IOException(library + " " + scenario + " printed " + output);
    }
    System.err.println(library + " " + scenario + " " + figures);
    return figures;
  }

  private static String line(
      Scenario scenario, int figure, Map<Library, List<List<Double>>> samples) {
    StringBuilder line = new StringBuilder();
    String name = scenario.figures().get(figure);
    line.append("| ").append(scenario.title()).append(" | ").append(name);
    List<Double> others = new ArrayList<>();
    double ours = Double.NaN;
    for (Library library : Library.values()) {
      double median = median(samples.getOrDefault(library, List.of()), figure);
      line.append(" | ").append(Double.isNaN(median) ? "–" : number(median));
      if (library == Library.PADDOCK) {
        ours = median;
      } else if (!Double.isNaN(median)) {
        others.add(median);
      }
    }
    double best =
        others.stream()
            .reduce((a, b) -> name.endsWith("/s") ? Math.max(a, b) : Math.min(a, b))
            .orElse(Double.NaN);
    return line.append(" | ").append(number(ours / best)).append(" |").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= HUNDRED_SHOWN_WHOLE ? "%,.0f" : "%.2f", value);
  }

  private static double median(List<List<Double>> runs, int figure) {
    List<Double> sorted = runs.stream().map(run -> run.get(figure)).sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
