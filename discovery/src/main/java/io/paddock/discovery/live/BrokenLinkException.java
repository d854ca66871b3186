package io.paddock.discovery.live;

/** A property is a link that leads nowhere, or round in a circle. */
public final class BrokenLinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenLinkException(String message) {
    super(message);
  }
}
