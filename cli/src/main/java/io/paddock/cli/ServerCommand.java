package io.paddock.cli;

import io.paddock.replication.disk.CorruptFileException;
import io.paddock.server.config.ConfigException;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paddock server}: runs a server until a signal or a failure ends it. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Text.class,
    description = "Runs a server until Ctrl-C or SIGTERM.",
    sortOptions = false,
    footer = {
      "",
      "Exit codes:",
      "    0  ended",
      "    1  unexpected; also a port that is taken",
      "    2  wrong arguments or settings",
      "    3  the data directory cannot be used",
      "   10  a log or snapshot cannot be read or written",
      "  130  after Ctrl-C; 143 after SIGTERM"
    })
final class ServerCommand implements Callable<Integer> {
  private final Output output;
  private final ServerProcess.Start start;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--end-with-input",
      hidden = true,
      description = "Ends when standard input ends, and so with the process that started it.")
  private boolean endWithInput;

  ServerCommand(Output output, ServerProcess.Start start) {
    this.output = output;
    this.start = start;
  }

  @Override
  public Integer call() {
    try {
      return run().number();
    } catch (ConfigException e) {
      output.err().println("paddock: " + e.getMessage());
      output.err().println("paddock server --help says what is possible.");
      return ExitCode.INVOCATION.number();
    } catch (StartException e) {
      output.err().println("paddock: " + e.getMessage());
      return e.code().number();
    }
  }

  private ExitCode run() {
    ServerConfig config = options.config(System.getProperties());
    LogLevel level = options.logLevel();
    if (level != null) {
      LogSetup.level(level);
    }
    ServerProcess server = start(config);
    Thread stop = new Thread(server::close, "paddock-shutdown");
    Runtime.getRuntime().addShutdownHook(stop);
    if (endWithInput) {
      Thread listens = new Thread(() -> awaitEndOfInput(server), "paddock-input");
      listens.setDaemon(true);
      listens.start();
    }
    if (!config.ensemble().isStandalone()) {
      output.out().println("Paddock, " + part(config) + ", waits for a leader");
    }
    server.serving().thenRun(() -> output.out().println(readyLine(server.address(), config)));
    Optional<String> failure = server.awaitEnd();
    removeHook(stop);
    if (failure.isPresent()) {
      throw new StartException(ExitCode.STORAGE, "the server has stopped: " + failure.get());
    }
    return ExitCode.OK;
  }

  private static void awaitEndOfInput(ServerProcess server) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It has ended, one way or the other.
    }
    server.close();
  }

  private ServerProcess start(ServerConfig config) {
    try {
      return start.start(config);
    } catch (BindException e) {
      throw new StartException(ExitCode.UNEXPECTED, String.valueOf(e.getMessage()), e);
    } catch (CorruptFileException e) {
      throw new StartException(ExitCode.STORAGE, String.valueOf(e.getMessage()), e);
    } catch (FileSystemException e) {
      // Its message is often nothing but the name of the file.
      throw new StartException(ExitCode.DATA_DIRECTORY, "the data cannot be used: " + e, e);
    } catch (IOException e) {
      throw new StartException(ExitCode.DATA_DIRECTORY, String.valueOf(e.getMessage()), e);
    }
  }

  /** The one line that scripts wait for. */
  static String readyLine(InetSocketAddress address, ServerConfig config) {
    return "Paddock is serving on %s:%d (%s, data in %s)"
        .formatted(
            host(address.getAddress()),
            address.getPort(),
            part(config),
            config.storage().dataDir());
  }

  private static String part(ServerConfig config) {
    EnsembleConfig ensemble = config.ensemble();
    return ensemble.isStandalone()
        ? "standalone"
        : "server " + ensemble.myId() + " of " + ensemble.members().size();
  }

  private static String host(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return "0.0.0.0";
    }
    String host = address.getHostAddress();
    return address instanceof Inet6Address ? '[' + host + ']' : host;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already: the hook is what ended the server.
    }
  }
}
