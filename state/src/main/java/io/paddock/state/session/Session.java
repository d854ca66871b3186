package io.paddock.state.session;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.state.digest.Hash64;
import io.paddock.state.sorted.Sorted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One session (spec/semantics.md, section 11). Immutable.
 *
 * @param id never 0
 * @param password what an attach must present
 * @param timeoutMs as negotiated when it was last attached
 * @param origin the server that owns its connection; see {@link
 *     io.paddock.state.command.Stamp#origin}
 * @param identities whom the connection speaks for
 * @param ephemerals paths of the znodes that go with it
 */
public record Session(
    long id,
    Data password,
    int timeoutMs,
    int origin,
    List<Id> identities,
    Sorted<String> ephemerals) {
  private static final Sorted<String> NO_EPHEMERALS = Sorted.empty(Comparator.naturalOrder());

  public Session {
    identities = List.copyOf(identities);
  }

  /** Paths in ascending order as a set. */
  static Sorted<String> paths(List<String> ascending) {
    return Sorted.ofAscending(Comparator.naturalOrder(), ascending);
  }

  /** A session that is new. */
  public static Session created(
      long id, Data password, int timeoutMs, int origin, List<Id> identities) {
    return new Session(id, password, timeoutMs, origin, identities, NO_EPHEMERALS);
  }

  /**
   * Attached anew: through this server, with this timeout and with nothing but these identities.
   */
  public Session attached(int origin, int timeoutMs, List<Id> identities) {
    return new Session(id, password, timeoutMs, origin, identities, ephemerals);
  }

  /** With one more identity. */
  public Session withIdentity(Id identity) {
    List<Id> more = new ArrayList<>(identities);
    more.add(identity);
    return new Session(id, password, timeoutMs, origin, more, ephemerals);
  }

  /** With these ephemerals. */
  public Session withEphemerals(Sorted<String> ephemerals) {
    return new Session(id, password, timeoutMs, origin, identities, ephemerals);
  }

  /**
   * Its ephemerals whose paths begin with this, in order: a prefix of the text, not of the
   * components (spec/semantics.md, section 3).
   */
  public List<String> ephemerals(String prefix) {
    List<String> found = new ArrayList<>();
    for (String each : ephemerals.from(prefix)) {
      if (!each.startsWith(prefix)) {
        break;
      }
      found.add(each);
    }
    return found;
  }

  // Without the ephemerals: the znodes have their owner in their own hashes.
  long hash() {
    byte[] secret = password.toBytes();
    long hash = Hash64.mix(id, Hash64.of(secret, 0, secret.length));
    hash = Hash64.mix(hash, ((long) timeoutMs << 32) | (origin & 0xffff_ffffL));
    for (Id each : identities) {
      hash = Hash64.mix(hash, Hash64.of(each.scheme()));
      hash = Hash64.mix(hash, Hash64.of(each.id()));
    }
    return hash;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return String.format(
        "0x%x timeout %d ms through %d as %s with %d ephemerals",
        id, timeoutMs, origin, identities, ephemerals.size());
  }
}
