package io.paddock.server.connection;

import io.paddock.protocol.message.ConnectResponse;
import io.paddock.server.pipeline.ReplySink;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The client's end as its connection sees it.
 *
 * <p>Thread: the event loop of the connection.
 */
public interface ClientSocket extends ReplySink {
  /** The client's address. */
  InetSocketAddress remote();

  /**
   * The subject of the certificate that the client has shown and that is trusted, as in RFC 2253,
   * or null if it has shown none.
   */
  @Nullable String certificateSubject();

  /** Answers the handshake. */
  void respond(ConnectResponse response);

  /**
   * Lets the client close, when all that was said before is out, and throws away what it still
   * sends: a connection that is closed with bytes unread may lose the last answers. One that does
   * not let go is closed soon. To be followed by {@link #close}.
   */
  void part();

  /**
   * The connection takes frames again; those that wait are handed over after the loop has followed
   * the chain.
   */
  void resume();

  /** Whether so much is unsent that nothing more should be asked for. */
  boolean isCongested();

  /** When it connected, ms since the Unix epoch. */
  long establishedMs();

  /** Packets from the client so far. */
  long received();

  /** Packets to the client so far. */
  long sent();
}
