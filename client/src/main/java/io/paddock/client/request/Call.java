package io.paddock.client.request;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.Happened;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.RetryPolicy;
import io.paddock.client.api.UnreadableReplyException;
import io.paddock.client.watch.Wish;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request with a promise of its result.
 *
 * <p>Thread: made on any; then the client's selector thread. The future is anybody's.
 *
 * @param <T> what its reply means to the caller
 */
public final class Call<T> {
  private final String operation;
  private final String path;
  private final Request request;
  private final Function<Reply, T> meaning;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final long beganNanos = System.nanoTime();
  private long deadlineNanos;
  private @Nullable Wish wish;
  private RetryPolicy retry = RetryPolicy.never();
  private boolean sent;
  private boolean disowned;
  private int failures;

  /**
   * @param operation its name for messages
   * @param path as the caller gave it, empty for none
   * @param request with the server's path
   * @param meaning what to make of the reply
   */
  public Call(String operation, String path, Request request, Function<Reply, T> meaning) {
    this.operation = operation;
    this.path = path;
    this.request = request;
    this.meaning = meaning;
  }

  /** Gives it a watch to be kept if it is answered well. */
  public Call<T> with(@Nullable Wish wish) {
    this.wish = wish;
    return this;
  }

  /** Gives it what to do after a lost connection, if it is safe to repeat. */
  public Call<T> trying(RetryPolicy policy) {
    this.retry = policy;
    return this;
  }

  /** Gives it the time at which it fails. */
  public Call<T> until(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
    return this;
  }

  /** What comes of it. Completed on the selector thread: for no code of the user's. */
  public CompletableFuture<T> future() {
    return future;
  }

  /** What is sent. */
  public Request request() {
    return request;
  }

  /** The operation's name for messages. */
  public String operation() {
    return operation;
  }

  /** The path as the caller gave it. */
  public String path() {
    return path;
  }

  /** The watch to be kept if it is answered well. */
  public @Nullable Wish wish() {
    return wish;
  }

  /** Nobody wants its watch any more; its result is another matter. */
  void disown() {
    disowned = true;
  }

  /** Whether its watch is to be kept: somebody waits for it, and has not thought better of it. */
  public boolean wantsWatch() {
    return !disowned && !isDone();
  }

  /** What to do after a lost connection, if it is safe to repeat. */
  public RetryPolicy retry() {
    return retry;
  }

  /** Tells how long it takes and what comes of it. */
  public void tell(ClientMetrics metrics) {
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failure) ->
                metrics.answered(
                    operation, Duration.ofNanos(System.nanoTime() - beganNanos), failure));
  }

  /** When it fails, in the time of System.nanoTime. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** When it was made, in the time of System.nanoTime. */
  public long beganNanos() {
    return beganNanos;
  }

  /** Whether its result or failure is there. */
  public boolean isDone() {
    return future.isDone();
  }

  /** It is on its way to the server. */
  public void sent() {
    sent = true;
  }

  /** The server has said that it has not done it, and will not. */
  public void notDone() {
    sent = false;
  }

  /** The connection was lost under it; how often that was so. */
  public int lost() {
    return ++failures;
  }

  /** Whether to send it twice does the same as to send it once. */
  public boolean isRepeatable() {
    return switch (request.op()) {
      case SYNC, WHO_AM_I, ADD_WATCH -> true;
      default -> request instanceof Request.Read;
    };
  }

  /** Whether what it asks for was done, as far as is known now. */
  public Happened happened() {
    return sent && request instanceof Request.Write ? Happened.MAYBE : Happened.NO;
  }

  /** It comes to nothing. */
  public void fail(ClientException why) {
    future.completeExceptionally(why);
  }

  /** The reply is here: its error, and the body if that is 0. */
  public void answered(int err, JuteReader body) throws ProtocolException {
    if (err != ErrorCode.OK.code()) {
      fail(RefusedException.of(operation, path, ErrorCode.of(err)));
      return;
    }
    try {
      future.complete(meaning.apply(ReplyCodec.read(request.op(), body)));
    } catch (ClientException e) {
      fail(e);
    } catch (ProtocolException e) {
      Happened done = request instanceof Request.Write ? Happened.YES : Happened.NO;
      fail(new UnreadableReplyException(operation, path, done, String.valueOf(e.getMessage())));
      throw e;
    }
  }
}
