package io.paddock.client.session;

import io.paddock.client.api.Credential;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.path.ConnectString;
import java.util.List;

/**
 * What a session needs to know.
 *
 * @param timeoutMs the session timeout to ask for, ms; the server may give another one
 * @param limits how long a frame from the server may be
 */
public record ClientSessionConfig(
    ConnectString servers, int timeoutMs, List<Credential> credentials, FrameLimits limits) {
  public ClientSessionConfig {
    credentials = List.copyOf(credentials);
  }
}
