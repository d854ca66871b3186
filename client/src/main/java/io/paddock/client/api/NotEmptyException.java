package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** The znode has children and cannot be deleted. */
public final class NotEmptyException extends RefusedException {
  private static final long serialVersionUID = 1L;

  NotEmptyException(String operation, String path) {
    super(operation, path, ErrorCode.NOT_EMPTY);
  }
}
