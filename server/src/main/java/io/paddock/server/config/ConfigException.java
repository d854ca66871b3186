package io.paddock.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Settings that cannot be used. The message names the file and line (or the property), the key, the
 * value, and what is allowed; it is one line for people.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An error without a cause. */
  public ConfigException(String message) {
    super(message);
  }

  /** An error that another one caused. */
  public ConfigException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
