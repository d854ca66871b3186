package io.paddock.cli.discovery;

import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.treetext.Literals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paddock property}. */
@Command(
    name = "property",
    mixinStandardHelpOptions = true,
    description = "Shows, changes and watches the properties of a znode.")
final class PropertyCommand {
  private final Terminal terminal;

  PropertyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Prints all properties, or the value of one.")
  int get(
      @Mixin Connection connection,
      @Parameters(paramLabel = "PATH") String path,
      @Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
    return connection.run(
        terminal,
        discovery -> {
          LiveProperties properties = discovery.propertiesOnce(path);
          if (name == null) {
            lines(properties).forEach(terminal.out()::println);
            return;
          }
          Object value = properties.get(name);
          if (value == null && !properties.containsKey(name)) {
            throw new IllegalStateException(path + " has no property " + name);
          }
          terminal.out().println(value instanceof String text ? text : Literals.write(value));
        });
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Sets properties and leaves the others: threads=4 colour=\"'red'\".")
  int set(
      @Mixin Connection connection,
      @Parameters(paramLabel = "PATH") String path,
      @Parameters(arity = "1..*", paramLabel = "NAME=VALUE") List<String> assignments,
      @Option(names = "--replace", description = "Removes the others.") boolean replace) {
    return connection.run(
        terminal,
        discovery -> {
          Map<String, @Nullable Object> values = Assignments.parse(assignments);
          LiveProperties properties = discovery.propertiesOnce(path);
          if (replace) {
            properties.set(values);
          } else {
            properties.update(values);
          }
        });
  }

  @Command(
      name = "watch",
      mixinStandardHelpOptions = true,
      description = "Prints all properties in a line, now and at each change.")
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
                  .properties(path)
                  .onChange(
                      now ->
                          until.say(now.isDeleted() ? "deleted" : String.join(", ", lines(now))));
          until.await();
        });
  }

  private static List<String> lines(LiveProperties properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(each -> each.getKey() + " = " + Literals.write(each.getValue()))
            .toList();
  }
}
