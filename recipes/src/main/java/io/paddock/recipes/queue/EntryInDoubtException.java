package io.paddock.recipes.queue;

/**
 * The connection was lost while an entry was taken, and nobody knows whether it is gone. If it is
 * still there somebody else will get it.
 */
public final class EntryInDoubtException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EntryInDoubtException(String path, Throwable cause) {
    super(path + " may have been taken", cause);
  }
}
