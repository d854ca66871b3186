package io.paddock.it.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Something of others that tests need. It is missing only where somebody has said so, with {@code
 * -Dpaddock.it.skip=name,name}; else its absence is a failure.
 */
public final class ForeignPart {
  private ForeignPart() {}

  /**
   * Returns if it is there; skips the test if its absence is admitted; fails otherwise.
   *
   * @param proof the file that shows that it is there, and of use
   * @param command what gets it
   */
  public static void require(String name, Path proof, String command) {
    if (Files.exists(proof)) {
      return;
    }
    List<String> skipped = List.of(System.getProperty("paddock.it.skip", "").split(","));
    Assumptions.assumeFalse(skipped.contains(name), "skipped as asked: no " + name);
    throw new AssertionError(
        "%s is missing (%s): %s, or leave these tests out with -Dpaddock.it.skip=%s"
            .formatted(name, proof, command, name));
  }
}
