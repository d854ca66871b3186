package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** The znode has another version than the one that was expected. */
public final class BadVersionException extends RefusedException {
  private static final long serialVersionUID = 1L;

  BadVersionException(String operation, String path) {
    super(operation, path, ErrorCode.BAD_VERSION);
  }
}
