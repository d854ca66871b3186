package io.paddock.client.session;

import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.Credential;
import io.paddock.client.api.SessionKey;
import io.paddock.client.transport.Sockets;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.path.ConnectString;
import java.util.List;
import java.util.Optional;

/**
 * What a session needs to know.
 *
 * @param terms what to ask the servers for
 * @param sockets how connections are made
 * @param limits how long a frame from the server may be
 * @param metrics who is told what happens, empty for nobody
 */
public record ClientSessionConfig(
    ConnectString servers,
    Terms terms,
    List<Credential> credentials,
    Sockets sockets,
    FrameLimits limits,
    Optional<ClientMetrics> metrics) {
  public ClientSessionConfig {
    credentials = List.copyOf(credentials);
  }

  /**
   * What to ask the servers for.
   *
   * @param timeoutMs the session timeout, ms; the server may give another one
   * @param readOnlyAllowed whether a server that only reads will do for a while
   * @param key of the session to go on with, with id 0 for a new one
   */
  public record Terms(int timeoutMs, boolean readOnlyAllowed, SessionKey key) {
    /** For a new session. */
    public static Terms of(int timeoutMs, boolean readOnlyAllowed) {
      return new Terms(timeoutMs, readOnlyAllowed, Identity.NOBODY);
    }
  }

  Identity identity() {
    return new Identity(terms.timeoutMs(), terms.readOnlyAllowed(), terms.key());
  }
}
