package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/**
 * The server said no; nothing was changed. The commonest reasons have classes of their own (spec/
 * wire.md, section 8).
 */
public class RefusedException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode error;

  RefusedException(String operation, String path, ErrorCode error) {
    super(operation, path, Happened.NO, error.toString());
    this.error = error;
  }

  /** The exception for an error of the server. */
  public static RefusedException of(String operation, String path, ErrorCode error) {
    return switch (error) {
      case NO_NODE -> new NoNodeException(operation, path);
      case NODE_EXISTS -> new NodeExistsException(operation, path);
      case BAD_VERSION -> new BadVersionException(operation, path);
      case NOT_EMPTY -> new NotEmptyException(operation, path);
      case NO_AUTH -> new NoAuthException(operation, path);
      default -> new RefusedException(operation, path, error);
    };
  }

  /** What the server said; SYSTEM_ERROR for a number that is not known. */
  public final ErrorCode error() {
    return error;
  }
}
