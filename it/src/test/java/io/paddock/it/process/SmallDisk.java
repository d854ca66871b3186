package io.paddock.it.process;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a size that the test chooses, in memory. Only root may mount one; where that is
 * not possible the test is left out, and the report says so.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path mounted;

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
  }

  /** Mounts one, or leaves the test out. */
  public static SmallDisk ofKib(int kib) {
    try {
      Path at = Files.createTempDirectory("paddock-disk-");
      ForeignProgram.Result result =
          run("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", at.toString());
      if (result.exitCode() != 0) {
        Files.delete(at);
        Assumptions.abort(
            "left out: no file system can be mounted here (" + result.text().strip() + ")");
      }
      return new SmallDisk(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is mounted. */
  public Path directory() {
    return mounted;
  }

  /** Gives it another size. */
  public void resizeToKib(int kib) {
    remount("size=" + kib + "k");
  }

  /** Takes nothing from now on. */
  public void makeReadOnly() {
    remount("ro");
  }

  /** Takes everything again. */
  public void makeWritable() {
    remount("rw");
  }

  /**
   * Leaves no room at all until {@link #empty()}, or until somebody deletes something: then it may
   * be called again.
   */
  public void fill() {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast(), CREATE, APPEND)) {
      for (int bytes = CHUNK_BYTES; bytes > 0; ) {
        try {
          out.write(chunk, 0, bytes);
        } catch (IOException full) {
          // Whatever is left is smaller than this; the last page goes byte by byte.
          bytes /= 2;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives back what {@link #fill()} took. */
  public void empty() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return mounted.resolve("ballast");
  }

  @Override
  public void close() {
    // Whoever still has something of it open, as a process that is just being started has for a
    // moment all that this one had, must not keep it.
    check(run("umount", "--lazy", mounted.toString()));
    try {
      Files.delete(mounted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remount(String option) {
    check(run("mount", "-o", "remount," + option, mounted.toString()));
  }

  private static void check(ForeignProgram.Result result) {
    if (result.exitCode() != 0) {
      throw new AssertionError(result.text());
    }
  }

  private static ForeignProgram.Result run(String... command) {
    return ForeignProgram.run(new ProcessBuilder(List.of(command)), "");
  }
}
