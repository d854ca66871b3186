package io.paddock.server.boot;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A data directory cannot be used as it is. The message is one line that names it and says why. */
public final class DataDirectoryException extends IOException {
  private static final long serialVersionUID = 1;

  DataDirectoryException(Path directory, String what, @Nullable Throwable cause) {
    super("data directory " + directory + ' ' + what, cause);
  }
}
