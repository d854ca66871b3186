package io.paddock.bench.compare;

/** One of the two servers and what was found out about it. Thread: confined to its caller. */
final class Side {
  private final Contender contender;
  private final Samples samples = new Samples();
  private ServerFacts facts;

  Side(Contender contender) {
    this.contender = contender;
    this.facts = ServerFacts.unknown(contender.name());
  }

  Contender contender() {
    return contender;
  }

  Samples samples() {
    return samples;
  }

  ServerFacts facts() {
    return facts;
  }

  void know(ServerFacts found) {
    facts = found;
  }
}
