package io.paddock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ports and directories of an ensemble on one machine.
 *
 * @param directory of all; each server has one below it, named by its number
 * @param servers how many
 * @param clientPort of the first server
 */
record EnsembleSeats(Path directory, int servers, int clientPort) {
  /** From a client port to the two ports between servers; as far apart as the usual ones are. */
  private static final int TO_QUORUM = 707;

  private static final int TO_ELECTION = 1_707;

  /** Where clients of this server connect. */
  int clientPort(int id) {
    return clientPort + id - 1;
  }

  /** What a client takes to find any of them. */
  String connectString() {
    return IntStream.rangeClosed(1, servers)
        .mapToObj(id -> "127.0.0.1:" + clientPort(id))
        .collect(Collectors.joining(","));
  }

  Path home(int id) {
    return directory.resolve(Integer.toString(id));
  }

  Path config(int id) {
    return home(id).resolve("zoo.cfg");
  }

  Path log(int id) {
    return home(id).resolve("server.log");
  }

  /** Writes what this server starts from; its data stays as it is. */
  void furnish(int id) throws IOException {
    Path data = home(id).resolve("data");
    Files.createDirectories(data);
    Files.writeString(data.resolve("myid"), id + "\n");
    Files.writeString(
        config(id),
        """
        tickTime=2000
        initLimit=10
        syncLimit=5
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        4lw.commands.whitelist=*
        """
                .formatted(data, clientPort(id))
            + members());
  }

  private String members() {
    return servers == 1
        ? ""
        : IntStream.rangeClosed(1, servers)
            .mapToObj(this::member)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private String member(int id) {
    int client = clientPort(id);
    return "server.%d=127.0.0.1:%d:%d".formatted(id, client + TO_QUORUM, client + TO_ELECTION);
  }
}
