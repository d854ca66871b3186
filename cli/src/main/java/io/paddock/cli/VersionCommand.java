package io.paddock.cli;

import io.paddock.server.report.VersionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code paddock version}. */
@Command(name = "version", description = "Says which build this is.")
final class VersionCommand implements Runnable, IVersionProvider {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(text());
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  private static String text() {
    VersionReport version = VersionReport.ofThisBuild();
    return "Paddock %s, built on %s UTC, for clients of Apache ZooKeeper %s"
        .formatted(version.version(), version.built(), version.compatible());
  }
}
