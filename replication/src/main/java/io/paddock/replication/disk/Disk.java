package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file operations that everything durable is made of. Tests put a failing or recording one in
 * its place.
 *
 * <p>Thread: any.
 */
public interface Disk {
  /** Creates a file that must not exist yet, for reading and writing. */
  DiskFile create(Path file) throws IOException;

  /** Opens a file that exists, for reading and writing. */
  DiskFile open(Path file) throws IOException;

  /**
   * Gives a file another name at once, replacing what has that name. Durable after {@link
   * #syncDirectory}.
   */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** Makes creations, moves and deletions in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Whether there is a file of this name. */
  boolean exists(Path file);

  /** The files in a directory, sorted by name. */
  List<Path> list(Path directory) throws IOException;

  /** Creates a directory and its parents where they are missing. */
  void createDirectories(Path directory) throws IOException;
}
