package io.paddock.replication.sockets;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.paddock.replication.ledger.Member;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Looks up where members are, anew each time. A name server that does not answer holds up only the
 * member whose name it is: each look-up has a thread, which goes when it is idle.
 *
 * <p>Thread: any.
 */
final class Names {
  private final Complaints complaints;
  private final Lookup lookup;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DefaultThreadFactory("paddock-names", true));

  Names(Complaints complaints, Lookup lookup) {
    this.complaints = complaints;
    this.lookup = lookup;
  }

  /** Asks a name server, which may take its time and may answer otherwise the next time. */
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * Somewhere to connect to.
   *
   * @param host as in the server line
   */
  record Target(String host, InetSocketAddress address) {}

  /**
   * Finds all addresses of a member, in the order of its server line; those that are not known are
   * left out. {@code then} is called by any thread; not at all while closing.
   */
  void find(Member member, Consumer<List<Target>> then) {
    if (member.addresses().stream().allMatch(each -> isLiteral(each.host()))) {
      then.accept(lookUp(member));
      return;
    }
    try {
      threads.execute(() -> then.accept(lookUp(member)));
    } catch (RejectedExecutionException e) {
      // Closing: nobody waits for the answer.
    }
  }

  void close() {
    threads.shutdownNow();
  }

  private static boolean isLiteral(String host) {
    return NetUtil.createByteArrayFromIpAddressString(host) != null;
  }

  private List<Target> lookUp(Member member) {
    List<Target> found = new ArrayList<>();
    for (Member.Address each : member.addresses()) {
      try {
        for (InetAddress address : lookup.addresses(each.host())) {
          found.add(new Target(each.host(), new InetSocketAddress(address, each.port())));
        }
      } catch (UnknownHostException e) {
        complaints.say(
            "The name "
                + each.host()
                + " of member "
                + member.id()
                + " is not known (yet); it is looked up again");
      }
    }
    return found;
  }
}
