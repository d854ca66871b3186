package io.paddock.replication.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data directory to one server. The lock is the operating system's: it goes with the
 * process, however that ends.
 *
 * <p>Thread: any.
 */
public final class DirectoryLock implements Closeable {
  private static final String NAME = "lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock or says who cannot have it. */
  public static DirectoryLock take(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new IOException(
            directory
                + " is in use by another server (it holds "
                + file
                + "). Stop it, or give this one another dataDir.");
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new DirectoryLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another server of this very process.
      return null;
    }
  }

  /** Lets go. The file stays: deleting it would let two servers lock two files of one name. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
