package io.paddock.server.connection;

import io.paddock.protocol.message.Id;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.LimitsConfig.LargeRequests;
import io.paddock.server.pipeline.CommitPath;
import io.paddock.server.pipeline.LoopScope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What the connections of one event loop share.
 *
 * <p>Thread: the loop's.
 */
public final class ConnectionScope {
  private final int index;
  private final ConnectionRules rules;
  private final LoopScope loop;
  private final CommitPath path;
  private Caller lastCaller = new Caller("", List.of());

  /** The scope of the loop with this index, 0-based. */
  public ConnectionScope(int index, ConnectionRules rules, LoopScope loop, CommitPath path) {
    this.index = index;
    this.rules = rules;
    this.loop = loop;
    this.path = path;
  }

  /** What all loops share. */
  public ConnectionRules rules() {
    return rules;
  }

  /** The loop's state, watches and sessions. */
  public LoopScope loop() {
    return loop;
  }

  /** The loop's way along the commit chain. */
  public CommitPath path() {
    return path;
  }

  /** Tells the other loops how much this one has to do. */
  public void publishLoad() {
    rules.load().publish(index, loop.outstanding(), loop.submittedBytes());
    if (loop.rules().largeRequests().thresholdBytes() >= 0) {
      rules.load().publishLarge(index, loop.largeBytes());
    }
  }

  /** Whether one more write of this size would be too much for the server as a whole. */
  boolean isTooMuch(int bytes) {
    LargeRequests large = loop.rules().largeRequests();
    if (!large.isLarge(bytes)) {
      return false;
    }
    publishLoad(); // What this turn has brought counts, too.
    return rules.load().largeBytes() + bytes > large.bytesMax();
  }

  /** Whether a connection that has requests outstanding should not be read. */
  boolean isOverloaded() {
    ServerLoad load = rules.load();
    return load.outstanding() > rules.limits().outstandingMax()
        || load.submittedBytes() > rules.limits().queuedWriteBytesMax();
  }

  /** Who is at this end. */
  Caller callerAt(ClientSocket socket) {
    Caller caller = callerAt(socket.remote());
    String subject = socket.certificateSubject();
    return subject == null ? caller : caller.with(loop.rules().auth().ofCertificate(subject));
  }

  /** Connections that come from one host in a row share the object. */
  private Caller callerAt(InetSocketAddress remote) {
    InetAddress known = remote.getAddress();
    String address = known == null ? remote.getHostString() : known.getHostAddress();
    if (!address.equals(lastCaller.address())) {
      lastCaller = new Caller(address, List.of(AuthPolicy.ofAddress(address)));
    }
    return lastCaller;
  }

  /**
   * Who has connected.
   *
   * @param address without a port
   * @param identities whom the connection speaks for before it authenticates
   */
  record Caller(String address, List<Id> identities) {
    Caller {
      identities = List.copyOf(identities);
    }

    Caller with(List<Id> more) {
      List<Id> all = new ArrayList<>(identities);
      all.addAll(more);
      return new Caller(address, all);
    }
  }
}
