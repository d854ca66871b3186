package io.paddock.replication.ledger;

import java.util.List;

/**
 * One server of an ensemble, as the ledger knows it.
 *
 * @param id 1 to 255
 * @param votes whether it counts for a majority; an observer does not
 * @param addresses where the other members reach it; names are looked up again at every attempt
 */
public record Member(int id, boolean votes, List<Address> addresses) {
  private static final int ID_MAX = 255;

  /** A host name or IP address without brackets, and a port. */
  public record Address(String host, int port) {}

  public Member {
    if (id < 1 || id > ID_MAX) {
      throw new IllegalArgumentException("a member's id is 1 to " + ID_MAX + ", not " + id);
    }
    addresses = List.copyOf(addresses);
  }
}
