package io.paddock.cli.discovery;

import picocli.CommandLine;

/** The commands {@code tree}, {@code service} and {@code property}. */
public final class DiscoveryCommands {
  private DiscoveryCommands() {}

  /** Adds them to the others. */
  public static void addTo(CommandLine line, Terminal terminal) {
    line.addSubcommand(new TreeCommand(terminal));
    line.addSubcommand(new ServiceCommand(terminal));
    line.addSubcommand(new PropertyCommand(terminal));
  }
}
