package io.paddock.it.crash;

import io.paddock.it.process.ForeignProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a size that the test chooses, in memory. Only root may mount one; where that is
 * not possible the test is left out, and the report says so.
 */
final class SmallDisk implements AutoCloseable {
  private final Path mounted;

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
  }

  /** Mounts one, or leaves the test out. */
  static SmallDisk ofKib(int kib) {
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

  Path directory() {
    return mounted;
  }

  /** Gives it another size. */
  void resizeToKib(int kib) {
    remount("size=" + kib + "k");
  }

  void makeReadOnly() {
    remount("ro");
  }

  void makeWritable() {
    remount("rw");
  }

  @Override
  public void close() {
    check(run("umount", mounted.toString()));
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
