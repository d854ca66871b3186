package io.paddock.it.ensemble;

import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.Site;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/**
 * Members in network namespaces, each with a cable of its own to one switch; the tests have one,
 * too. What is lost here are packets: TCP sends them again, ever more slowly, as it does between
 * machines.
 *
 * <p>Only who may make network namespaces can lay them, mostly root. Elsewhere the test is left
 * out, and the report says so.
 */
final class Cables implements Network {
  // Kept for measurements of networks (RFC 2544): nobody routes it.
  private static final String NETWORK = "198.18.";
  private static final int QUORUM_PORT = 2888;
  private static final int ELECTION_PORT = 3888;
  // The address of no card: the switch hands a packet for it to all, and nobody takes it.
  private static final String NOBODY = "02:00:00:00:00:01";

  private final String name;
  private final int subnet;
  private final int members;
  private final Thread whenTheTestsDie;

  private Cables(int members) {
    this.members = members;
    this.subnet = ThreadLocalRandom.current().nextInt(1, 255);
    this.name = "paddock%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
    this.whenTheTestsDie = new Thread(this::remove, "remove " + name);
  }

  /** Lays them to so many members, or leaves the test out. */
  static Cables lay(int members) {
    DebianPackage.IPROUTE2.require();
    Cables cables = new Cables(members);
    Runtime.getRuntime().addShutdownHook(cables.whenTheTestsDie);
    ForeignProgram.Result result = shell(cables.plan());
    if (result.exitCode() != 0) {
      cables.close();
      Assumptions.abort(
          "left out: no network namespaces can be made here (" + result.text().strip() + ")");
    }
    return cables;
  }

  private String plan() {
    StringBuilder plan = new StringBuilder("set -e\n");
    plan.append(
        """
        ip netns add NAME-hub
        ip -n NAME-hub link add switch type bridge
        ip -n NAME-hub link set switch up
        ip link add NAME type veth peer name tests netns NAME-hub
        ip -n NAME-hub link set tests master switch up
        ip address add NET.254/24 dev NAME
        ip link set NAME up
        """);
    for (int id = 1; id <= members; id++) {
      plan.append(
          """
          ip netns add NAME-ID
          ip -n NAME-ID link set lo up
          ip -n NAME-ID link add cable type veth peer name memberID netns NAME-hub
          ip -n NAME-hub link set memberID master switch up
          ip -n NAME-ID address add NET.ID/24 dev cable
          ip -n NAME-ID link set cable up
          ip netns exec NAME-ID true
          """
              .replace("ID", String.valueOf(id)));
    }
    return plan.toString().replace("NAME", name).replace("NET", NETWORK + subnet);
  }

  @Override
  public Site site(int member) {
    return new Site(host(member), List.of("ip", "netns", "exec", namespace(member)));
  }

  @Override
  public Place place(int seenBy, int member) {
    return new Place(host(member), QUORUM_PORT, ELECTION_PORT);
  }

  @Override
  public void silence(int from, int to) {
    run(
        "ip -n %s neigh replace %s lladdr %s dev cable nud permanent"
            .formatted(namespace(from), host(to), NOBODY));
  }

  @Override
  public void cut(int one, int other) {
    throw new UnsupportedOperationException("a cable does not say that it is cut");
  }

  @Override
  public void delay(Duration each) {
    throw new UnsupportedOperationException("these cables are all of one length");
  }

  @Override
  public void unplug(int member) {
    run("ip -n %s-hub link set member%d down".formatted(name, member));
  }

  @Override
  public void heal() {
    StringBuilder all = new StringBuilder("set -e\n");
    for (int id = 1; id <= members; id++) {
      all.append("ip -n %s-hub link set member%d up\n".formatted(name, id));
      all.append("ip -n %s neigh flush dev cable nud permanent\n".formatted(namespace(id)));
    }
    run(all.toString());
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(whenTheTestsDie);
  }

  /** With a namespace go its ends of cables, and with those the other ends. */
  private void remove() {
    StringBuilder all = new StringBuilder();
    for (int id = 1; id <= members; id++) {
      all.append("ip netns delete ").append(namespace(id)).append('\n');
    }
    all.append("ip netns delete ").append(name).append("-hub\n");
    shell(all.toString());
  }

  private String namespace(int member) {
    return name + "-" + member;
  }

  private String host(int member) {
    return NETWORK + subnet + "." + member;
  }

  private static void run(String commands) {
    ForeignProgram.Result result = shell(commands);
    if (result.exitCode() != 0) {
      throw new AssertionError(commands + "\n" + result.text());
    }
  }

  private static ForeignProgram.Result shell(String commands) {
    return ForeignProgram.run(new ProcessBuilder("sh"), commands);
  }
}
