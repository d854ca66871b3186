package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** There is such a znode already. */
public final class NodeExistsException extends RefusedException {
  private static final long serialVersionUID = 1L;

  NodeExistsException(String operation, String path) {
    super(operation, path, ErrorCode.NODE_EXISTS);
  }
}
