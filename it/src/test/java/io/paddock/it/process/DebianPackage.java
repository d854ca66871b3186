package io.paddock.it.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A foreign package that tests need. It is missing only where somebody has said so, with {@code
 * -Dpaddock.it.skip=name,name}; else its absence is a failure.
 */
public enum DebianPackage {
  /** kazoo for the system's Python. */
  PYTHON3_KAZOO("python3-kazoo", "/usr/lib/python3/dist-packages/kazoo/client.py"),

  /** The shell of ZooKeeper's C client. */
  ZOOKEEPER_BIN("zookeeper-bin", "/usr/lib/zookeeper/bin/cli_mt"),

  /** A library that gives a process a clock of its own. */
  LIBFAKETIME(
      "libfaketime",
      "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
      "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),

  /** Makes networks. */
  IPROUTE2("iproute2", "/usr/sbin/ip", "/sbin/ip"),

  /** Asks a server by hand. */
  NETCAT_OPENBSD("netcat-openbsd", "/bin/nc.openbsd"),

  /** Holds up the system calls of another process. */
  STRACE("strace", "/usr/bin/strace");

  private final String name;
  private final Path proof;

  DebianPackage(String name, String... proofs) {
    this.name = name;
    this.proof =
        Stream.of(proofs)
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of(proofs[0]));
  }

  /** The file that shows that the package is installed, and of use. */
  public Path proof() {
    return proof;
  }

  /** Returns if it is installed; skips the test if its absence is admitted; fails otherwise. */
  public void require() {
    ForeignPart.require(name, proof, "apt-get install " + name);
  }
}
