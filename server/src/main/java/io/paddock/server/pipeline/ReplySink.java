package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.WatchEvent;

/**
 * Where the answers of one connection go, in the order of the calls. After {@link #close} it
 * swallows everything.
 *
 * <p>Thread: the event loop of the connection.
 */
public interface ReplySink {
  /** Answers a request with success. */
  void reply(int xid, long zxid, Reply reply);

  /** Answers a request with an error. */
  void refuse(int xid, long zxid, ErrorCode error);

  /**
   * Sends a watch event.
   *
   * @param zxid of the change, or -1 for what setWatches brings up
   * @param event the same object for all connections that hear of one change, so that it need be
   *     encoded once only
   */
  void event(long zxid, WatchEvent event);

  /**
   * Closes the connection when all that was said before is out. Returns before anything else
   * happens: nobody is called back from here.
   *
   * @param reason for the log
   */
  void close(String reason);
}
