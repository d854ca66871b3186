package io.paddock.client.session;

import io.paddock.protocol.path.ServerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to try next: the servers in a random order, again and again; the name of each is looked up
 * at its turn, and all its addresses are tried.
 *
 * <p>Thread: one at a time. {@link #next} blocks while it looks a name up.
 */
final class Hosts {
  private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

  private final List<ServerAddress> servers;
  private final Random random;
  private final ArrayDeque<InetSocketAddress> addresses = new ArrayDeque<>();
  private int turn;

  Hosts(List<ServerAddress> servers, Random random) {
    this.servers = new ArrayList<>(servers);
    this.random = random;
    Collections.shuffle(this.servers, random);
  }

  /** How many servers there are. */
  int size() {
    return servers.size();
  }

  /** The next address, or null if the name whose turn it is cannot be found. */
  synchronized @Nullable InetSocketAddress next() {
    if (addresses.isEmpty()) {
      ServerAddress server = servers.get(turn);
      turn = (turn + 1) % servers.size();
      try {
        List<InetAddress> found = Arrays.asList(InetAddress.getAllByName(server.host()));
        Collections.shuffle(found, random);
        found.forEach(each -> addresses.add(new InetSocketAddress(each, server.port())));
      } catch (UnknownHostException e) {
        LOG.warn("cannot find the host of {}", server);
      }
    }
    return addresses.poll();
  }

  /** Whether the next address begins a new round through all servers. */
  synchronized boolean roundBegins() {
    return turn == 0 && addresses.isEmpty();
  }
}
