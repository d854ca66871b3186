package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that can lose power: what was written and not synced is then there or not,
 * sector by sector, and what was done to a directory and not synced is there up to some point. It
 * can also run full or fail.
 *
 * <p>Thread: any, one at a time.
 */
public final class MemoryDisk implements Disk {
  static final int SECTOR_BYTES = 512;

  private final Map<Path, Content> names = new TreeMap<>();
  private final List<Change> unsynced = new ArrayList<>();
  private Map<Path, Content> durableNames = new TreeMap<>();
  private long freeBytes = Long.MAX_VALUE;
  private int operationsLeft = Integer.MAX_VALUE;
  private int operations;
  private boolean syncsFail;

  private interface Change {
    void apply(Map<Path, Content> names);
  }

  private static final class Content {
    byte[] written = new byte[0];
    byte[] durable = new byte[0];

    void grow(int size) {
      if (written.length < size) {
        written = Arrays.copyOf(written, size);
      }
    }
  }

  /** The disk takes so many more bytes of new space. */
  public synchronized void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  /** So many more operations that change something work; then each throws. */
  public synchronized void failAfter(int count) {
    operationsLeft = count;
  }

  public synchronized void failSyncs(boolean fail) {
    syncsFail = fail;
  }

  public synchronized int operations() {
    return operations;
  }

  /**
   * Cuts the power and brings it back: afterwards the disk works and holds what chance left of the
   * unsynced.
   */
  public synchronized void crash(Random random) {
    Map<Path, Content> left = durableNames;
    int kept = random.nextInt(unsynced.size() + 1);
    for (Change each : unsynced.subList(0, kept)) {
      each.apply(left);
    }
    for (Content each : left.values()) {
      each.written = survived(each, random);
      each.durable = each.written.clone();
    }
    names.clear();
    names.putAll(left);
    durableNames = new TreeMap<>(left);
    unsynced.clear();
    operationsLeft = Integer.MAX_VALUE;
    freeBytes = Long.MAX_VALUE;
    syncsFail = false;
  }

  private static byte[] survived(Content content, Random random) {
    byte[] result = content.durable.clone();
    if (content.written.length != content.durable.length) {
      int size = random.nextBoolean() ? content.written.length : content.durable.length;
      result = Arrays.copyOf(result, size);
    }
    int mode = random.nextInt(4);
    for (int at = 0; at < result.length; at += SECTOR_BYTES) {
      boolean survives = mode == 0 || (mode != 1 && random.nextBoolean());
      if (survives) {
        int length = Math.min(SECTOR_BYTES, Math.min(result.length, content.written.length) - at);
        if (length > 0) {
          System.arraycopy(content.written, at, result, at, length);
        }
      }
    }
    return result;
  }

  /** What a file holds now. */
  public synchronized byte[] bytes(Path file) {
    return Objects.requireNonNull(names.get(file)).written.clone();
  }

  /** Puts bytes in the place of a file, durably. */
  public synchronized void put(Path file, byte[] bytes) {
    Content content = new Content();
    content.written = bytes.clone();
    content.durable = bytes.clone();
    names.put(file, content);
    durableNames.put(file, content);
  }

  private void operation() throws IOException {
    operations++;
    if (operationsLeft-- <= 0) {
      operationsLeft = 0;
      throw new IOException("injected failure");
    }
  }

  @Override
  public synchronized DiskFile create(Path file) throws IOException {
    operation();
    if (names.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Content content = new Content();
    names.put(file, content);
    unsynced.add(to -> to.put(file, content));
    return new MemoryFile(file, content);
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    Content content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return new MemoryFile(file, content);
  }

  @Override
  public synchronized void move(Path from, Path to) throws IOException {
    operation();
    Content content = names.remove(from);
    if (content == null) {
      throw new NoSuchFileException(from.toString());
    }
    names.put(to, content);
    unsynced.add(
        map -> {
          map.remove(from);
          map.put(to, content);
        });
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    operation();
    if (names.remove(file) != null) {
      unsynced.add(map -> map.remove(file));
    }
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    operation();
    durableNames = new TreeMap<>(names);
    unsynced.clear();
  }

  @Override
  public synchronized boolean exists(Path file) {
    return names.containsKey(file);
  }

  @Override
  public synchronized List<Path> list(Path directory) {
    return names.keySet().stream().filter(each -> directory.equals(each.getParent())).toList();
  }

  @Override
  public void createDirectories(Path directory) {}

  private final class MemoryFile implements DiskFile {
    private final Path path;
    private final Content content;

    MemoryFile(Path path, Content content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public long size() {
      synchronized (MemoryDisk.this) {
        return content.written.length;
      }
    }

    @Override
    public int read(ByteBuffer into, long position) {
      synchronized (MemoryDisk.this) {
        int length = (int) Math.min(into.remaining(), content.written.length - position);
        if (length <= 0) {
          return 0;
        }
        into.put(content.written, (int) position, length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      synchronized (MemoryDisk.this) {
        boolean fails = operationsLeft <= 0;
        int length = from.remaining();
        long fresh = Math.max(0, position + length - content.written.length);
        boolean full = fresh > freeBytes;
        if (fails || full) {
          // As a real one does: part of it may have been taken.
          length /= 2;
        }
        freeBytes -= Math.min(fresh, freeBytes);
        content.grow((int) position + length);
        from.get(content.written, (int) position, length);
        if (full) {
          throw new IOException("No space left on device");
        }
        operation();
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (MemoryDisk.this) {
        operation();
        if (syncsFail) {
          throw new IOException("Input/output error");
        }
        content.durable = content.written.clone();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (MemoryDisk.this) {
        operation();
        content.written = Arrays.copyOf(content.written, (int) size);
      }
    }

    @Override
    public void close() {}
  }
}
