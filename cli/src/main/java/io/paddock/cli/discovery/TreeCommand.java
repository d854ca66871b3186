package io.paddock.cli.discovery;

import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.ImportPlan;
import io.paddock.discovery.treetext.Problem;
import io.paddock.discovery.treetext.TreeExport;
import io.paddock.discovery.treetext.TreeParser;
import io.paddock.discovery.treetext.TreeSyntaxException;
import io.paddock.discovery.treetext.Trim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paddock tree}. */
@Command(
    name = "tree",
    mixinStandardHelpOptions = true,
    description = "Writes trees down, and makes them from text.")
final class TreeCommand {
  private static final String STDIN = "-";

  private final Terminal terminal;

  TreeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints a subtree as text.")
  int export(
      @Mixin Connection connection,
      @Parameters(
              arity = "0..1",
              defaultValue = "/",
              paramLabel = "PATH",
              description = "Default: ${DEFAULT-VALUE}.")
          String path,
      @Option(
              names = {"-e", "--ephemeral"},
              description = "Ephemerals too.")
          boolean ephemerals,
      @Option(names = "--name", defaultValue = "", description = "Calls the first node so.")
          String name) {
    return connection.run(
        terminal,
        discovery -> {
          String real = discovery.resolve(path);
          terminal.out().print(TreeExport.export(discovery.client(), real, name, ephemerals));
          terminal.out().flush();
        });
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Brings a subtree to what a file says, - for standard input.")
  int importTree(
      @Mixin Connection connection,
      @Parameters(paramLabel = "FILE") String file,
      @Parameters(
              arity = "0..1",
              defaultValue = "/",
              paramLabel = "PATH",
              description = "Default: ${DEFAULT-VALUE}.")
          String path,
      @Option(
              names = {"-d", "--dry-run"},
              description = "Says what would be done, and does nothing.")
          boolean dry,
      @Option(
              names = "--trim",
              paramLabel = "HOW",
              defaultValue = "tell",
              description =
                  "What becomes of what is not in the file: ${COMPLETION-CANDIDATES}."
                      + " Default: ${DEFAULT-VALUE}.")
          Trim trim) {
    return guarded(
        file,
        path,
        text ->
            connection.run(
                terminal,
                discovery -> {
                  ImportOptions options = ImportOptions.USUAL.trim(trim);
                  String real = discovery.resolve(path);
                  ImportPlan plan =
                      dry
                          ? discovery.planImport(text, real, options)
                          : discovery.importTree(text, real, options);
                  (dry ? plan.lines() : plan.notes()).forEach(terminal.out()::println);
                }));
  }

  @Command(
      name = "validate",
      mixinStandardHelpOptions = true,
      description = "Says all that is wrong with a file, - for standard input.")
  int validate(
      @Parameters(paramLabel = "FILE") String file,
      @Parameters(
              arity = "0..1",
              defaultValue = "/",
              paramLabel = "PATH",
              description = "Default: ${DEFAULT-VALUE}.")
          String path) {
    return guarded(file, path, text -> Exit.OK);
  }

  private interface Use {
    int of(String text);
  }

  private int guarded(String file, String path, Use use) {
    try {
      String text = text(file);
      // Before a server is asked.
      var unused = TreeParser.parse(text, path);
      return use.of(text);
    } catch (TreeSyntaxException e) {
      for (Problem each : e.problems()) {
        terminal.err().println("paddock: " + file + ": " + each);
      }
      return Exit.USAGE;
    } catch (IllegalArgumentException e) {
      terminal.err().println("paddock: " + e.getMessage());
      return Exit.USAGE;
    } catch (NoSuchFileException e) {
      terminal.err().println("paddock: " + file + ": there is no such file");
      return Exit.USAGE;
    } catch (IOException | UncheckedIOException e) {
      terminal.err().println("paddock: " + file + " cannot be read: " + e.getMessage());
      return Exit.USAGE;
    }
  }

  private String text(String file) throws IOException {
    return file.equals(STDIN)
        ? terminal.in().lines().collect(Collectors.joining("\n"))
        : Files.readString(Path.of(file));
  }
}
