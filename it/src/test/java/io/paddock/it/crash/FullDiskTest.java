package io.paddock.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A disk that takes nothing more, for a while. */
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {
  private static final int DATA_DIRECTORY = 3;
  private static final int STORAGE = 10;
  private static final ServerSetup SETUP = ServerSetup.usual().with("preAllocSize", "1024");

  private final History history = new History(8_000);

  @Test
  void a_full_disk_stops_the_server_and_costs_nothing_that_was_acknowledged() {
    // Two segments fit, a third does not.
    try (SmallDisk disk = SmallDisk.ofKib(2_500);
        ServerHome home = ServerHome.create(SETUP, disk.directory())) {
      try (ServerProcess server = home.start()) {
        history.growUntilItStops(server);
        assertThat(server.awaitExit()).isEqualTo(STORAGE);
        assertThat(server.output().text())
            .contains("the next log segment could not be prepared")
            .contains("Free some disk space.")
            .contains("The disk failed: ")
            .contains("Nothing is acknowledged any more.")
            .contains("paddock: the server has stopped: The disk failed");
      }
      assertThat(history.acknowledged()).isGreaterThan(150);

      disk.resizeToKib(20_000);
      try (ServerProcess server = home.start()) {
        history.verify(server);
        history.grow(server, 100);
        server.kill();
      }
      try (ServerProcess server = home.start()) {
        history.verify(server);
      }
    }
  }

  @Test
  void a_disk_that_is_full_before_the_start_is_said_and_nothing_is_left_behind() {
    try (SmallDisk disk = SmallDisk.ofKib(400);
        ServerHome home = ServerHome.create(SETUP, disk.directory())) {
      try (ServerProcess server = home.launch()) {
        assertThat(server.awaitExit()).isIn(DATA_DIRECTORY, STORAGE);
        assertThat(server.output().text()).contains("No space left on device");
      }
      assertThat(home.dataFiles())
          .noneMatch(file -> file.getFileName().toString().startsWith("log."));

      disk.resizeToKib(20_000);
      try (ServerProcess server = home.start()) {
        history.grow(server, 10);
        history.verify(server);
      }
    }
  }

  @Test
  void a_data_directory_that_cannot_be_written_is_refused() {
    try (SmallDisk disk = SmallDisk.ofKib(20_000);
        ServerHome home = ServerHome.create(SETUP, disk.directory())) {
      try (ServerProcess server = home.start()) {
        history.grow(server, 10);
        server.terminate();
      }
      disk.makeReadOnly();
      try (ServerProcess server = home.launch()) {
        assertThat(server.awaitExit()).isEqualTo(DATA_DIRECTORY);
        assertThat(server.output().text())
            .contains(disk.directory().toString())
            .contains("is not writable");
      }
      disk.makeWritable();
      try (ServerProcess server = home.start()) {
        history.verify(server);
      }
    }
  }
}
