package io.paddock.server.config;

import java.util.List;

/**
 * The servers that decide together. A standalone server has at most one.
 *
 * @param myId this server's id; 0 standalone without a server line
 * @param members as in {@code zoo.cfg}, by id; empty for a plain standalone server
 */
public record EnsembleConfig(int myId, List<MemberConfig> members) {
  public EnsembleConfig {
    members = List.copyOf(members);
  }

  /** Whether this server decides alone. */
  public boolean isStandalone() {
    return members.size() <= 1;
  }
}
