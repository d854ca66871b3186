package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The disk of this machine.
 *
 * <p>Thread: any.
 */
public final class RealDisk implements Disk {
  /** Everything is synced: what a server that keeps its word uses. */
  public static final RealDisk SYNCED = new RealDisk(true);

  /**
   * Nothing is ever synced ({@code zookeeper.forceSync=no}): a crash of the machine loses
   * acknowledged writes.
   */
  public static final RealDisk UNSYNCED = new RealDisk(false);

  private final boolean syncs;

  private RealDisk(boolean syncs) {
    this.syncs = syncs;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new RealFile(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        syncs);
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return new RealFile(
        file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), syncs);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    if (!syncs) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  private record RealFile(Path path, FileChannel channel, boolean syncs) implements DiskFile {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      int total = 0;
      while (into.hasRemaining()) {
        int count = channel.read(into, position + total);
        if (count < 0) {
          break;
        }
        total += count;
      }
      return total;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      long at = position;
      while (from.hasRemaining()) {
        int count = channel.write(from, at);
        if (count <= 0) {
          throw new IOException(path + ": the write at " + at + " took no byte");
        }
        at += count;
      }
    }

    @Override
    public void sync() throws IOException {
      if (syncs) {
        channel.force(false);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
