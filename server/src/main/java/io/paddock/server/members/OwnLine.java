package io.paddock.server.members;

import io.paddock.protocol.message.Data;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.MembersText;
import io.paddock.state.apply.State;
import io.paddock.state.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the members in the tree say about this server: whether it is one of them, and where it
 * serves clients.
 *
 * <p>Thread: the clock's.
 */
public final class OwnLine {
  private static final Logger LOG = LoggerFactory.getLogger(OwnLine.class);
  private static final String CONFIG = "/zookeeper/config";

  private final int myId;
  private @Nullable ClientAddress client;
  private boolean isGone;
  private long seen;

  /**
   * A server that has looked at no members yet.
   *
   * @param client where it serves clients as its own configuration says, or null if that says
   *     nothing
   */
  public OwnLine(int myId, @Nullable ClientAddress client) {
    this.myId = myId;
    this.client = client;
  }

  /**
   * Looks whether the members have changed.
   *
   * @return where clients are to be served from now on, or null if that has not changed
   */
  public @Nullable ClientAddress look(State state) {
    Znode config = state.find(CONFIG);
    Data data = config == null ? null : config.data();
    if (config == null || data == null || config.stat().mzxid() == seen) {
      return null;
    }
    seen = config.stat().mzxid();
    List<MemberConfig> members;
    try {
      members = MembersText.parse(data.asText());
    } catch (IllegalArgumentException e) {
      LOG.warn("The members cannot be read: {}", e.toString());
      return null;
    }
    MemberConfig own = members.stream().filter(m -> m.id() == myId).findFirst().orElse(null);
    isGone = own == null && !members.isEmpty();
    ClientAddress now = own == null ? null : own.client();
    if (now == null || now.equals(client)) {
      return null;
    }
    client = now;
    return now;
  }

  /** Whether there are members and this server is none of them. */
  public boolean isGone() {
    return isGone;
  }
}
