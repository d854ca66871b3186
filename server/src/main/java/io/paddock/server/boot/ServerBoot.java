package io.paddock.server.boot;

import io.paddock.server.config.ServerConfig;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door: from settings to a server that serves. Many may run in one JVM. */
public final class ServerBoot {
  private static final Logger LOG = LoggerFactory.getLogger(ServerBoot.class);

  private ServerBoot() {}

  /**
   * Starts a server and returns when it serves clients; a member of an ensemble returns before:
   * {@link RunningServer#serving}.
   *
   * @throws IOException if it cannot: the data cannot be read, the port is taken; the message says
   *     what and where. What was opened has been closed again
   */
  public static RunningServer start(ServerConfig config) throws IOException {
    config.notices().forEach(LOG::warn);
    RunningServer server = new RunningServer(config);
    server.start(RaftLedgers::open);
    return server;
  }
}
