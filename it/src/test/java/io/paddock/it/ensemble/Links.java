package io.paddock.it.ensemble;

import io.paddock.it.process.Ports;
import io.paddock.testkit.fault.FaultyLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The ports between the members, and what lies between them. Thread: any, once made.
 *
 * <p>Each member is told its own ports as they are and those of the others as links of its own, so
 * that each direction of each pair can be cut alone.
 */
final class Links implements AutoCloseable {
  private final Shape shape;
  private final Map<Integer, List<Integer>> ports = new LinkedHashMap<>();
  private final Map<Pair, List<FaultyLink>> links = new HashMap<>();

  private record Pair(int from, int to) {}

  Links(Shape shape) {
    this.shape = shape;
    for (int id = 1; id <= shape.size(); id++) {
      ports.put(id, List.of(Ports.free(), Ports.free()));
    }
    if (!shape.linked()) {
      return;
    }
    for (int from = 1; from <= shape.size(); from++) {
      for (int to = 1; to <= shape.size(); to++) {
        if (from != to) {
          links.put(new Pair(from, to), linksTo(to));
        }
      }
    }
  }

  private List<FaultyLink> linksTo(int member) {
    List<FaultyLink> made = new ArrayList<>();
    for (int port : ports.getOrDefault(member, List.of())) {
      InetAddress here = InetAddress.getLoopbackAddress();
      made.add(new FaultyLink(new InetSocketAddress(here, port)));
    }
    return made;
  }

  /** The {@code server.N} settings that this member is told, by key. */
  Map<String, String> settings(int member) {
    Map<String, String> lines = new LinkedHashMap<>();
    ports.forEach(
        (id, own) -> {
          List<FaultyLink> way = links.get(new Pair(member, id));
          List<Integer> told = way == null ? own : way.stream().map(FaultyLink::port).toList();
          String role = shape.isObserver(id) ? ":observer" : "";
          lines.put("server." + id, "127.0.0.1:%d:%d%s".formatted(told.get(0), told.get(1), role));
        });
    return lines;
  }

  /** Does something to the links between two members, in both directions. */
  void between(int one, int other, Consumer<FaultyLink> what) {
    if (!shape.linked()) {
      throw new IllegalStateException("this ensemble has no links to cut");
    }
    links.getOrDefault(new Pair(one, other), List.of()).forEach(what);
    links.getOrDefault(new Pair(other, one), List.of()).forEach(what);
  }

  void all(Consumer<FaultyLink> what) {
    links.values().forEach(each -> each.forEach(what));
  }

  @Override
  public void close() {
    all(FaultyLink::close);
  }
}
