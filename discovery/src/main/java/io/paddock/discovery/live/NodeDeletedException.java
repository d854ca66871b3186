package io.paddock.discovery.live;

/** Something was to be changed that is not there any more. */
public final class NodeDeletedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeDeletedException(String path) {
    super("update " + path + ": it was deleted");
  }
}
