package io.paddock.cli.discovery;

import io.paddock.client.api.Node;
import io.paddock.discovery.value.PropertyCodec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paddock service}. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description = "Lists, registers and watches services.")
final class ServiceCommand {
  private final Terminal terminal;

  ServiceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints the addresses of a service, each with its properties.")
  int list(@Mixin Connection connection, @Parameters(paramLabel = "PATH") String path) {
    return connection.run(
        terminal,
        discovery -> {
          String real = discovery.resolve(path);
          discovery
              .client()
              .childrenWithData(real)
              .forEach((name, node) -> terminal.out().println(name + " " + json(node)));
        });
  }

  private static String json(Node node) {
    return PropertyCodec.encode(PropertyCodec.decode(node.data())).asText();
  }

  @Command(
      name = "register",
      mixinStandardHelpOptions = true,
      description = "Registers a service until this ends.")
  int register(
      @Mixin Connection connection,
      @Parameters(paramLabel = "PATH") String path,
      @Parameters(paramLabel = "HOST:PORT") String address,
      @Parameters(arity = "0..*", paramLabel = "NAME=VALUE", description = "Its properties.")
          List<String> properties,
      @Option(names = "--end-with-input", description = "Ends when standard input ends.")
          boolean endWithInput) {
    return connection.run(
        terminal,
        discovery -> {
          var all = Assignments.parse(properties == null ? new ArrayList<>() : properties);
          var registration = discovery.register(path, address, all);
          registration.paths().forEach(each -> terminal.out().println("Registered " + each));
          // Whoever follows the list is to know at once, and not when the session has timed out.
          Thread leave = new Thread(registration::close, "leave");
          Runtime.getRuntime().addShutdownHook(leave);
          if (endWithInput) {
            long unused = terminal.in().lines().count();
            boolean unusedDone = Runtime.getRuntime().removeShutdownHook(leave);
          } else {
            new Until(terminal, 0).await();
          }
        });
  }

  @Command(
      name = "watch",
      mixinStandardHelpOptions = true,
      description = "Prints the addresses of a service, now and at each change.")
  int watch(
      @Mixin Connection connection,
      @Parameters(paramLabel = "PATH") String path,
      @Option(names = "-n", description = "Ends after so many lines.") int count) {
    return connection.run(
        terminal,
        discovery -> {
          Until until = new Until(terminal, count);
          var unused =
              discovery
                  .children(path)
                  .onChange(now -> until.say(now.isDeleted() ? "deleted" : "" + now.names()));
          until.await();
        });
  }
}
