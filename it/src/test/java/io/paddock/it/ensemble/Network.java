package io.paddock.it.ensemble;

import io.paddock.it.process.Site;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies between the members of an ensemble, and may fail. Not every network can fail in every
 * way: what one cannot do ends in an {@link UnsupportedOperationException}.
 *
 * <p>Thread: one at a time.
 */
interface Network extends AutoCloseable {
  /** Where this member runs. */
  Site site(int member);

  /**
   * An address, as one member sees another or itself.
   *
   * @param host to connect to
   * @param quorum first port of the server line
   * @param election second one
   */
  record Place(String host, int quorum, int election) {}

  /** Where this member finds the other one, or itself. */
  Place place(int seenBy, int member);

  /** From now on nothing of the one reaches the other, and nobody is told; the way back stays. */
  void silence(int from, int to);

  /** Resets the connections between two members and refuses new ones. */
  void cut(int one, int other);

  /** All that passes between members takes longer by this. */
  void delay(Duration each);

  /** Pulls the cable of a member: nobody reaches it, no client either. */
  void unplug(int member);

  /** Everybody reaches everybody again. */
  void heal();

  @Override
  void close();

  /** The {@code server.N} settings that this member is told, by key. */
  default Map<String, String> settings(int member, Shape shape) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int id = 1; id <= shape.size(); id++) {
      Place to = place(member, id);
      String role = shape.isObserver(id) ? ":observer" : "";
      lines.put(
          "server." + id, "%s:%d:%d%s".formatted(to.host(), to.quorum(), to.election(), role));
    }
    return lines;
  }
}
