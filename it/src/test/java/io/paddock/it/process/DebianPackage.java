package io.paddock.it.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A foreign package that tests need. It is missing only where somebody has said so, with {@code
 * -Dpaddock.it.skip=name,name}; else its absence is a failure.
 */
public enum DebianPackage {
  /** kazoo for the system's Python. */
  PYTHON3_KAZOO("python3-kazoo", "/usr/lib/python3/dist-packages/kazoo/client.py"),

  /** The shell of ZooKeeper's C client. */
  ZOOKEEPER_BIN("zookeeper-bin", "/usr/lib/zookeeper/bin/cli_mt");

  private final String name;
  private final Path proof;

  DebianPackage(String name, String proof) {
    this.name = name;
    this.proof = Path.of(proof);
  }

  /** The file that shows that the package is installed, and of use. */
  public Path proof() {
    return proof;
  }

  /** Returns if it is installed; skips the test if its absence is admitted; fails otherwise. */
  public void require() {
    if (Files.exists(proof)) {
      return;
    }
    List<String> skipped = List.of(System.getProperty("paddock.it.skip", "").split(","));
    Assumptions.assumeFalse(skipped.contains(name), "skipped as asked: no package " + name);
    throw new AssertionError(
        "the Debian package "
            + name
            + " is missing ("
            + proof
            + "): apt-get install "
            + name
            + ", or leave these tests out with -Dpaddock.it.skip="
            + name);
  }
}
