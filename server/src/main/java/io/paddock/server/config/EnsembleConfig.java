package io.paddock.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers that decide together, and how (spec/operations.md, section 2). A standalone server
 * has at most one.
 *
 * @param myId this server's id, from the file of that name; standalone that of its server line, or
 *     0 without one
 * @param isStandalone whether this server decides alone
 * @param members as in the server lines, by id; empty for a plain standalone server. Once an
 *     ensemble has formed, who its members are is in its log, not here
 * @param initLimit ticks for a member to find the others and to catch up
 * @param syncLimit ticks without a leader after which clients are disconnected
 * @param listenOnAllAddresses whether other members are accepted on all addresses of this machine,
 *     not only on that of the server line ({@code quorumListenOnAllIPs})
 * @param leaderServes whether a leader takes clients
 * @param reconfigEnabled whether clients may change the members
 * @param configFile the {@code zoo.cfg} that was read; null if there was none, or standalone
 * @param dynamicFile the file with the server lines, or null if they are elsewhere
 * @param tls encryption between members, or null if there is none
 */
public record EnsembleConfig(
    int myId,
    boolean isStandalone,
    List<MemberConfig> members,
    int initLimit,
    int syncLimit,
    boolean listenOnAllAddresses,
    boolean leaderServes,
    boolean reconfigEnabled,
    @Nullable Path configFile,
    @Nullable Path dynamicFile,
    @Nullable MemberTls tls) {
  public EnsembleConfig {
    members = List.copyOf(members);
  }

  /** This server's own line, or null if it has none. */
  public @Nullable MemberConfig self() {
    return members.stream().filter(m -> m.id() == myId).findFirst().orElse(null);
  }
}
