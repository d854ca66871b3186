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
 * <p>Thread: any. {@link #next} blocks while it looks a name up.
 */
final class Hosts {
  private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

  private final Random random;
  private final Lookup lookup;
  private final ArrayDeque<Target> targets = new ArrayDeque<>();
  private List<ServerAddress> servers;
  private int turn;

  /** Finds the addresses of a name. */
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  Hosts(List<ServerAddress> servers, Random random, Lookup lookup) {
    this.servers = new ArrayList<>(servers);
    this.random = random;
    this.lookup = lookup;
    Collections.shuffle(this.servers, random);
  }

  /** How many servers there are. */
  synchronized int size() {
    return servers.size();
  }

  /** The next address, or null if the name whose turn it is cannot be found. */
  @Nullable Target next() {
    ServerAddress server;
    synchronized (this) {
      if (!targets.isEmpty()) {
        return targets.poll();
      }
      server = servers.get(turn);
      turn = (turn + 1) % servers.size();
    }
    try {
      List<InetAddress> found = Arrays.asList(lookup.addresses(server.host()));
      return remember(server, found);
    } catch (UnknownHostException e) {
      LOG.warn("cannot find the host of {}", server);
      return null;
    }
  }

  private synchronized @Nullable Target remember(ServerAddress server, List<InetAddress> found) {
    Collections.shuffle(found, random);
    // The list may have been changed while the name was looked up.
    if (servers.contains(server)) {
      found.forEach(
          each -> targets.add(new Target(server, new InetSocketAddress(each, server.port()))));
    }
    return targets.poll();
  }

  /** Tries this one before all others. */
  synchronized void prefer(Target target) {
    targets.addFirst(target);
  }

  /**
   * The servers are others from now on.
   *
   * @param current the one that the client is connected to, null for none
   * @return whether to leave that one
   */
  synchronized boolean change(List<ServerAddress> after, @Nullable ServerAddress current) {
    Rebalance decided = Rebalance.decide(servers, after, current, random);
    servers = decided.order();
    turn = 0;
    targets.clear();
    return decided.moves();
  }

  /** Whether the next address begins a new round through all servers. */
  synchronized boolean roundBegins() {
    return turn == 0 && targets.isEmpty();
  }
}
