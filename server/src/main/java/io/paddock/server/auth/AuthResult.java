package io.paddock.server.auth;

import io.paddock.protocol.message.Id;
import java.util.List;

/** What becomes of an auth packet. */
public sealed interface AuthResult {
  /** The connection gets these identities, perhaps none; the reply is OK. */
  record Accepted(List<Id> identities) implements AuthResult {
    public Accepted {
      identities = List.copyOf(identities);
    }
  }

  /**
   * The reply is AUTH_FAILED, then the connection closes. {@code reason} is for the log and holds
   * no secret.
   */
  record Refused(String reason) implements AuthResult {}

  /** The connection closes without a reply, so that the client tries another server. */
  record Closed(String reason) implements AuthResult {}
}
