package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** There is no such znode, or for a create no parent. */
public final class NoNodeException extends RefusedException {
  private static final long serialVersionUID = 1L;

  NoNodeException(String operation, String path) {
    super(operation, path, ErrorCode.NO_NODE);
  }
}
