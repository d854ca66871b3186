package io.paddock.cli.discovery;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.Credential;
import io.paddock.client.api.NoNodeException;
import io.paddock.discovery.Discovery;
import io.paddock.protocol.message.Data;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command asks. Thread: its owner's. */
final class Connection {
  private static final String SERVER = "PADDOCK_SERVER";
  private static final String SERVER_DEFAULT = "127.0.0.1:2181";

  @Option(
      names = "--server",
      paramLabel = "HOSTS",
      description =
          "host:port,host:port/chroot. Default: the environment's PADDOCK_SERVER, else "
              + SERVER_DEFAULT)
  private @Nullable String servers;

  @Option(
      names = "--auth",
      paramLabel = "SCHEME:AUTH",
      description = "An identity, such as digest:bob:secret.")
  private List<String> identities = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      description = "The session timeout to ask for. Default: ${DEFAULT-VALUE}.")
  private int timeoutMs = 10_000;

  @Option(
      names = "--wait",
      paramLabel = "MS",
      description = "How long to wait for a server. Default: ${DEFAULT-VALUE}.")
  private int waitMs = 15_000;

  /** What a command does once it is connected. */
  interface Action {
    void run(Discovery discovery) throws IOException, InterruptedException;
  }

  /** Connects, does it, ends the session; the exit code. */
  int run(Terminal terminal, Action action) {
    String target = target(servers, System.getenv(SERVER));
    try (Client client = connect(target);
        Discovery discovery = Discovery.of(client)) {
      if (!client.awaitConnected(Duration.ofMillis(waitMs))) {
        terminal.err().printf("paddock: no server answers at %s within %d ms%n", target, waitMs);
        return Exit.FAILED;
      }
      action.run(discovery);
      return Exit.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.FAILED;
    } catch (IllegalArgumentException e) {
      terminal.err().println("paddock: " + e.getMessage());
      return Exit.USAGE;
    } catch (NoNodeException e) {
      terminal.err().println("paddock: there is no znode " + e.path());
      return Exit.FAILED;
    } catch (IOException | RuntimeException e) {
      terminal.err().println("paddock: " + e.getMessage());
      return Exit.FAILED;
    }
  }

  static String target(@Nullable String own, @Nullable String environment) {
    if (own != null) {
      return own;
    }
    return environment == null || environment.isBlank() ? SERVER_DEFAULT : environment;
  }

  private Client connect(String target) {
    Duration patience = Duration.ofMillis(waitMs);
    PaddockClient.Builder builder =
        PaddockClient.builder(target)
            .name("paddock-command")
            .operationLimit(patience)
            .sessionTimeout(Duration.ofMillis(timeoutMs));
    for (String each : identities) {
      int colon = each.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("--auth wants scheme:auth, not " + each);
      }
      Data secret = Data.of(each.substring(colon + 1));
      builder.credential(new Credential(each.substring(0, colon), secret));
    }
    return builder.connect();
  }
}
