package io.paddock.recipes.steady;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.SessionLostException;
import io.paddock.protocol.message.ErrorCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What failures mean for somebody who would rather try again. */
public final class Failures {
  private Failures() {}

  /** Whether the same may succeed when there is a connection again. */
  public static boolean isPassing(Throwable failure) {
    Throwable why = bare(failure);
    return why instanceof ConnectionLossException
        || why instanceof DeadlineException
        || why instanceof SessionLostException
        || isRefused(why, ErrorCode.SESSION_MOVED);
  }

  /** Asks something that changes nothing, and asks again in the next session if one is lost. */
  public static <T> T overSessions(Supplier<T> question) {
    while (true) {
      try {
        return question.get();
      } catch (SessionLostException e) {
        // The next try waits for the next session.
      }
    }
  }

  /** Whether the server said this. */
  public static boolean isRefused(Throwable failure, ErrorCode error) {
    return bare(failure) instanceof RefusedException refused && refused.error() == error;
  }

  /** Whether the change may have been made in spite of the failure. */
  public static boolean mayHaveHappened(Throwable failure) {
    return bare(failure) instanceof ClientException known && known.happened() != Happened.NO;
  }

  /** What failed, without what futures wrap it in. */
  public static Throwable bare(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapped && cause != null ? bare(cause) : failure;
  }

  /** The same as something to be thrown. */
  public static RuntimeException unchecked(Throwable failure) {
    Throwable why = bare(failure);
    return why instanceof RuntimeException known ? known : new CompletionException(why);
  }
}
