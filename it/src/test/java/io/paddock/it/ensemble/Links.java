package io.paddock.it.ensemble;

import io.paddock.it.process.Ports;
import io.paddock.it.process.Site;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.fault.FaultyLink.Way;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Members on the loopback address, and links between them.
 *
 * <p>Each member is told its own ports as they are and those of the others as links of its own, so
 * that each direction of each pair can be cut alone.
 */
final class Links implements Network {
  private final List<Place> places = new ArrayList<>();
  private final Map<Pair, List<FaultyLink>> links = new HashMap<>();

  private record Pair(int from, int to) {}

  /**
   * @param members how many
   * @param linked whether there are links; else they reach each other directly, and nothing fails
   */
  Links(int members, boolean linked) {
    for (int id = 1; id <= members; id++) {
      places.add(new Place(Site.HERE.host(), Ports.free(), Ports.free()));
    }
    for (int from = 1; linked && from <= members; from++) {
      for (int to = 1; to <= members; to++) {
        if (from != to) {
          links.put(new Pair(from, to), linksTo(places.get(to - 1)));
        }
      }
    }
  }

  private static List<FaultyLink> linksTo(Place place) {
    InetAddress here = InetAddress.getLoopbackAddress();
    return List.of(
        new FaultyLink(new InetSocketAddress(here, place.quorum())),
        new FaultyLink(new InetSocketAddress(here, place.election())));
  }

  @Override
  public Site site(int member) {
    return Site.HERE;
  }

  @Override
  public Place place(int seenBy, int member) {
    List<FaultyLink> way = links.get(new Pair(seenBy, member));
    return way == null
        ? places.get(member - 1)
        : new Place(Site.HERE.host(), way.get(0).port(), way.get(1).port());
  }

  @Override
  public void silence(int from, int to) {
    between(from, to).forEach(link -> link.silence(Way.THERE));
    // What the other one has opened carries words of this one, too.
    between(to, from).forEach(link -> link.silence(Way.BACK));
  }

  @Override
  public void cut(int one, int other) {
    between(one, other).forEach(FaultyLink::cut);
    between(other, one).forEach(FaultyLink::cut);
  }

  @Override
  public void delay(Duration each) {
    all(link -> link.delay(each));
  }

  @Override
  public void unplug(int member) {
    throw new UnsupportedOperationException("the loopback address has no cable");
  }

  @Override
  public void heal() {
    all(
        link -> {
          link.delay(Duration.ZERO);
          link.heal();
        });
  }

  @Override
  public void close() {
    all(FaultyLink::close);
  }

  private List<FaultyLink> between(int from, int to) {
    List<FaultyLink> way = links.get(new Pair(from, to));
    if (way == null) {
      throw new UnsupportedOperationException("this ensemble has no links to cut");
    }
    return way;
  }

  private void all(Consumer<FaultyLink> what) {
    links.values().forEach(each -> each.forEach(what));
  }
}
