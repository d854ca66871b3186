package io.paddock.discovery.link;

/** A link leads nowhere, or round in a circle. Says the way that was taken. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }
}
