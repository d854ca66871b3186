package io.paddock.cli;

import io.paddock.server.report.VersionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code paddock version}. */
@Command(name = "version", description = "Says which build this is.")
final class VersionCommand implements Runnable {
  private final Output output;

  VersionCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    output.out().println(text());
  }

  private static String text() {
    VersionReport version = VersionReport.ofThisBuild();
    return "Paddock %s, built on %s UTC, for clients of Apache ZooKeeper %s"
        .formatted(version.version(), version.built(), version.compatible());
  }

  /** The same for {@code --version}. */
  static final class Text implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }
  }
}
