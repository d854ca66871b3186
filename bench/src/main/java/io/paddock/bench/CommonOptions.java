package io.paddock.bench;

import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.FleetShape;
import io.paddock.bench.load.Target;
import io.paddock.bench.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every mode has. Thread: filled by picocli, then only read. */
final class CommonOptions {
  @Option(
      names = "--hosts",
      paramLabel = "HOST:PORT,…",
      description = "Servers to spread the sessions over (default: ${DEFAULT-VALUE}).")
  private String hosts = "127.0.0.1:2181";

  @Option(
      names = {"--server-pid", "--server-pids"},
      paramLabel = "PID,…",
      split = ",",
      description = "Processes of the servers, to read their CPU time and memory.")
  private List<Long> serverPids = new ArrayList<>();

  @Option(
      names = "--root",
      paramLabel = "PATH",
      description = "Znode below which all znodes are made (default: ${DEFAULT-VALUE}).")
  private String root = "/bench";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the load generator (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = "--session-timeout-ms",
      paramLabel = "MS",
      description = "Session timeout to ask for (default: ${DEFAULT-VALUE}).")
  private int sessionTimeoutMs = 30_000;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private @Nullable Path json;

  Target target() {
    return new Target(Endpoints.parse(hosts), serverPids);
  }

  String root() {
    return root;
  }

  FleetShape shape(int connections, int pipeline) {
    return new FleetShape(connections, pipeline, threads, sessionTimeoutMs);
  }

  /** Prints the report and writes its file, if one is asked for. */
  void publish(PrintWriter out, String text, Map<String, Object> report) throws IOException {
    out.print(text);
    out.flush();
    if (json != null) {
      Files.writeString(json, Json.text(report));
    }
  }
}
