package io.paddock.recipes.party;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.node.PersistentNode;
import io.paddock.recipes.steady.Waiting;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A member of a group, with an id that is its znode's name, and data that it may change. The znodes
 * are those of Curator's GroupMember. To follow a group, use a {@code Cache} of its path.
 *
 * <p>Thread: any.
 */
public final class GroupMember implements AutoCloseable {
  private final Client client;
  private final String path;
  private final PersistentNode node;

  private GroupMember(Client client, String path, String id, Data data) {
    this.client = client;
    this.path = path;
    this.node = PersistentNode.start(client, path + "/" + id, data, CreateOptions.EPHEMERAL);
  }

  /**
   * Is a member from now on; waits until others can see it.
   *
   * @throws InterruptedOperationException if the thread is interrupted; it is no member then
   */
  public static GroupMember join(Client client, String path, String id, Data data) {
    GroupMember member = new GroupMember(client, path, id, data);
    boolean done = false;
    try {
      String unused = Waiting.on(member.node.made(), "join", path);
      done = true;
      return member;
    } finally {
      if (!done) {
        member.close();
      }
    }
  }

  /** Replaces its data. */
  public CompletableFuture<Void> setData(Data data) {
    return node.setData(data);
  }

  /** Those who are there, by id. */
  public Map<String, Node> members() {
    try {
      return client.childrenWithData(path);
    } catch (NoNodeException e) {
      return Map.of();
    }
  }

  /** Is no member any more. */
  @Override
  public void close() {
    node.close();
  }
}
