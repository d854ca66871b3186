package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** The ACL does not grant it to this client. */
public final class NoAuthException extends RefusedException {
  private static final long serialVersionUID = 1L;

  NoAuthException(String operation, String path) {
    super(operation, path, ErrorCode.NO_AUTH);
  }
}
