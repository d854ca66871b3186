package io.paddock.it.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the sources that these tests belong to. */
public final class Checkout {
  private Checkout() {}

  /** The directory that holds the Maven wrapper, searched upwards from the working directory. */
  public static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("run the tests inside the checkout: no mvnw above " + here());
  }

  /** The launcher that users start, {@code ./paddock}. */
  public static Path launcher() {
    return root().resolve("paddock");
  }

  private static Path here() {
    return Path.of("").toAbsolutePath();
  }
}
