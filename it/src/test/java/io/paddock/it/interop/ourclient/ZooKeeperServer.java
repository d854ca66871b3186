package io.paddock.it.interop.ourclient;

import io.paddock.it.process.Ports;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.ZooKeeperClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Apache ZooKeeper, alone, in a process of its own. */
final class ZooKeeperServer {
  private ZooKeeperServer() {}

  /** Starts one whose files are in this directory, and waits until it serves. */
  static ServerProcess start(Path dir) {
    int port = Ports.free();
    ServerSetup setup = ServerSetup.usual();
    Map<String, String> lines = new TreeMap<>(setup.settings());
    lines.put("dataDir", dir.resolve("data").toString());
    lines.put("clientPort", Integer.toString(port));
    lines.put("clientPortAddress", "127.0.0.1");
    List<String> flags = new ArrayList<>();
    setup.properties().forEach((key, value) -> flags.add("-D" + key + "=" + value));
    Path config = dir.resolve("zoo.cfg");
    try {
      Files.write(
          config, lines.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProcessBuilder command =
        ZooKeeperClasses.command(
            "org.apache.zookeeper.server.quorum.QuorumPeerMain", flags, List.of(config.toString()));
    ServerProcess process = ServerProcess.launch(command, port);
    try {
      return process.awaitReady();
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }
}
