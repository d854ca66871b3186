package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
  @TempDir private Path dir;

  @Test
  void missing_directories_are_made() throws IOException {
    DataDirectory.prepare(storage(dir.resolve("a/b"), dir.resolve("c"), true));

    assertThat(dir.resolve("a/b")).isDirectory();
    assertThat(dir.resolve("c")).isDirectory();
  }

  @Test
  void they_are_not_made_if_that_is_switched_off() {
    Path missing = dir.resolve("a");

    assertRefused(
        storage(missing, missing, false),
        missing + " is missing, and zookeeper.datadir.autocreate is false");
    assertThat(missing).doesNotExist();
  }

  @Test
  void a_file_is_no_directory() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertRefused(storage(file, file, true), file + " is no directory");
  }

  @Test
  void below_a_file_nothing_can_be_made() throws IOException {
    Path below = Files.createFile(dir.resolve("file")).resolve("data");

    assertRefused(storage(below, below, true), below + " cannot be made: ");
  }

  @Test
  void a_directory_that_cannot_be_written_is_refused() throws IOException {
    Path locked =
        Files.createDirectory(
            dir.resolve("locked"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    assumeThat(Files.isWritable(locked)).as("the super user may write everywhere").isFalse();

    assertRefused(storage(locked, locked, true), locked + " is not writable for this user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snapshot.0", "log.1"})
  void the_data_of_a_zookeeper_is_not_built_over(String file) throws IOException {
    Files.createDirectory(dir.resolve("version-2"));
    DataDirectory.prepare(storage(dir, dir, true));
    Files.createFile(dir.resolve("version-2").resolve(file));

    assertRefused(storage(dir, dir, true), dir + " holds the data of an Apache ZooKeeper server");
    assertRefused(storage(dir.resolve("new"), dir, true), dir + " holds the data");
  }

  private static void assertRefused(StorageConfig storage, String message) {
    assertThatThrownBy(() -> DataDirectory.prepare(storage))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageStartingWith("data directory " + message);
  }

  private static StorageConfig storage(Path data, Path log, boolean create) {
    return ServerConfig.builder()
        .port(0)
        .dataDir(data)
        .set("dataLogDir", log.toString())
        .set("zookeeper.datadir.autocreate", Boolean.toString(create))
        .build()
        .storage();
  }
}
