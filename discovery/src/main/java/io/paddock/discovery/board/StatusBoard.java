package io.paddock.discovery.board;

import io.paddock.client.api.Client;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.register.Registration;
import java.util.Map;

/**
 * How a set of hosts is: each publishes its status, monitors are told of every change, and of hosts
 * that are gone. A status is an ephemeral child of the board's znode, named after the host.
 *
 * <p>Thread: any.
 */
public final class StatusBoard {
  private final Client client;
  private final String path;

  /**
   * @param path of the board, without links; it is made if it is missing
   */
  public StatusBoard(Client client, String path) {
    this.client = client;
    this.path = path;
    client.ensurePath(path);
  }

  /**
   * Publishes the status of a host, until the publication is closed or its process dies.
   *
   * @param host a name of its own, without a slash
   * @throws AddressTakenException if somebody else publishes for this host
   */
  public Publication publish(String host, Map<String, ?> status) {
    return new Publication(new Registration(client, path, host, status, RegisterOptions.USUAL));
  }

  /** Follows all hosts from now on. */
  public BoardMonitor monitor() {
    return new BoardMonitor(client, path);
  }

  /** The status of one host, kept on the board. Thread: any. */
  public static final class Publication implements AutoCloseable {
    private final Registration registration;

    private Publication(Registration registration) {
      this.registration = registration;
    }

    /** Says something new instead of what was said before. */
    public void set(Map<String, ?> status) {
      registration.set(status);
    }

    /** What is said at the moment. */
    public Map<String, Object> status() {
      return registration.properties();
    }

    /** Takes the host off the board; see {@link Registration#close}. */
    @Override
    public void close() {
      registration.close();
    }
  }
}
