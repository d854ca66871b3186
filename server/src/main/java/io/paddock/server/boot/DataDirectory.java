package io.paddock.server.boot;

import io.paddock.server.config.StorageConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Looks at the data directories before the ledger does, so that a mistake is one clear line. */
final class DataDirectory {
  private static final String ZOOKEEPER_FILES = "version-2";

  private DataDirectory() {}

  /** Makes the directories if they may be made. */
  static void prepare(StorageConfig config) throws DataDirectoryException {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(config.dataDir());
    directories.add(config.dataLogDir());
    for (Path each : directories) {
      prepare(each, config.createDirectories());
      refuseZooKeeperData(each);
    }
  }

  private static void prepare(Path directory, boolean mayCreate) throws DataDirectoryException {
    if (Files.isDirectory(directory)) {
      if (!Files.isWritable(directory)) {
        throw wrong(directory, "is not writable for this user");
      }
      return;
    }
    if (Files.exists(directory)) {
      throw wrong(directory, "is no directory");
    }
    if (!mayCreate) {
      throw wrong(directory, "is missing, and zookeeper.datadir.autocreate is false");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DataDirectoryException(directory, "cannot be made: " + e, e);
    }
  }

  /** Starting empty on top of somebody's ZooKeeper data would look like losing it. */
  private static void refuseZooKeeperData(Path directory) throws DataDirectoryException {
    Path files = directory.resolve(ZOOKEEPER_FILES);
    if (!Files.isDirectory(files)) {
      return;
    }
    boolean found;
    try (DirectoryStream<Path> itsFiles = Files.newDirectoryStream(files, "{snapshot,log}.*")) {
      found = itsFiles.iterator().hasNext();
    } catch (IOException e) {
      throw new DataDirectoryException(files, "cannot be read: " + e, e);
    }
    if (found) {
      throw wrong(
          directory,
          "holds the data of an Apache ZooKeeper server, which this version does not read; give"
              + " another one");
    }
  }

  private static DataDirectoryException wrong(Path directory, String what) {
    return new DataDirectoryException(directory, what, null);
  }
}
