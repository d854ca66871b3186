package io.paddock.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code server.<id>=} line (spec/operations.md, section 2).
 *
 * @param id 1 to 254
 * @param addresses where the other servers reach it; at least one, more only with {@code
 *     multiAddress.enabled}
 * @param role its part in decisions
 * @param client where clients reach it, or null if the line does not say
 */
public record MemberConfig(
    int id, List<PeerAddress> addresses, Role role, @Nullable ClientAddress client) {
  public MemberConfig {
    addresses = List.copyOf(addresses);
  }

  /** Whether a member votes. */
  public enum Role {
    PARTICIPANT,
    OBSERVER
  }

  /** One address of a member; the two ports differ. An IPv6 host has no brackets. */
  public record PeerAddress(String host, int quorumPort, int electionPort) {}

  /** Where clients connect; a line without a host means {@code 0.0.0.0}. */
  public record ClientAddress(String host, int port) {}
}
