package io.paddock.recipes.queue;

import io.paddock.protocol.message.Data;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost while an entry was taken, and the entry is gone, or could not be asked
 * after. Either this client has taken it, or somebody else has it or will get it.
 */
public final class EntryInDoubtException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Data data;

  EntryInDoubtException(String path, @Nullable Data data, Throwable cause) {
    super(path + " may have been taken", cause);
    this.data = data;
  }

  /** What was put, for somebody who rather does the work twice than not at all. */
  public @Nullable Data data() {
    return data;
  }
}
