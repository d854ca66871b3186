package io.paddock.it.ensemble;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.zookeeper.client.HostProvider;

/**
 * The way of one of Apache's clients through the members: to one first, and to the next one each
 * time it looks for another. It remembers where the client was.
 *
 * <p>Thread: any.
 */
final class Tour implements HostProvider {
  private final List<EnsembleMember> members;
  private final Restarting restarting;
  private final List<Visit> visited = new ArrayList<>();
  private int turn;
  private int tried;

  /**
   * A client that has been nowhere.
   *
   * @param first index of the member that it goes to first
   */
  Tour(List<EnsembleMember> members, int first, Restarting restarting) {
    this.members = List.copyOf(members);
    this.turn = first;
    this.restarting = restarting;
  }

  /**
   * A member that has taken the client.
   *
   * @param member its number
   * @param begun how many restarts had begun by then
   */
  record Visit(int member, int begun) {}

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public InetSocketAddress next(long spinDelayMs) {
    boolean again = tried() > 1;
    if (again) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(spinDelayMs));
    }
    EnsembleMember next = step();
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), next.address().getPort());
  }

  private synchronized int tried() {
    return tried++;
  }

  private synchronized EnsembleMember step() {
    EnsembleMember next = members.get(turn);
    turn = (turn + 1) % members.size();
    return next;
  }

  @Override
  public synchronized void onConnected() {
    visited.add(new Visit(at(), restarting.begun()));
    tried = 0;
  }

  @Override
  public boolean updateServerList(
      Collection<InetSocketAddress> addresses, InetSocketAddress current) {
    return false;
  }

  /** The number of the member that it is connected to or tries to reach. */
  synchronized int at() {
    return members.get((turn + members.size() - 1) % members.size()).id();
  }

  /** The members that have taken it, in order. */
  synchronized List<Visit> visited() {
    return List.copyOf(visited);
  }
}
