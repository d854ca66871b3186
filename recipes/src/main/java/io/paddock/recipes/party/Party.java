package io.paddock.recipes.party;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.node.PersistentNode;
import io.paddock.recipes.steady.Waiting;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, by the identifiers in the data of their znodes. Who has joined stays until it
 * leaves or its client is closed, over lost sessions too.
 *
 * <p>The znodes are those of Kazoo's Party; a {@link #shallow} one's are those of its ShallowParty,
 * whose identifiers are in the names, so that who asks for them needs one request.
 *
 * <p>Thread: any.
 */
public final class Party implements AutoCloseable {
  private static final String MARKER = "__party__";

  private final Client client;
  private final String path;
  private final String identifier;
  private final boolean shallow;
  private final String name;
  private @Nullable PersistentNode node;

  private Party(Client client, String path, String identifier, boolean shallow) {
    this.client = client;
    this.path = path;
    this.identifier = identifier;
    this.shallow = shallow;
    String mark = UUID.randomUUID().toString().replace("-", "");
    this.name = shallow ? mark + "-" + identifier : mark + MARKER;
  }

  /** The party of this path, and one who may join. */
  public static Party at(Client client, String path, String identifier) {
    return new Party(client, path, identifier, false);
  }

  /** The same with the identifier in the name of the znode. */
  public static Party shallow(Client client, String path, String identifier) {
    return new Party(client, path, identifier, true);
  }

  /**
   * Is there from now on; waits until others can see it.
   *
   * @throws InterruptedOperationException if the thread is interrupted; it has not joined then
   */
  public void join() {
    PersistentNode joined;
    synchronized (this) {
      if (node == null) {
        node =
            PersistentNode.start(
                client, path + "/" + name, Data.of(identifier), CreateOptions.EPHEMERAL);
      }
      joined = node;
    }
    boolean done = false;
    try {
      String unused = Waiting.on(joined.made(), "join", path);
      done = true;
    } finally {
      if (!done) {
        leave();
      }
    }
  }

  /** Is not there any more. */
  public void leave() {
    PersistentNode left;
    synchronized (this) {
      left = node;
      node = null;
    }
    if (left != null) {
      left.close();
    }
  }

  /** The identifiers of those who are there, in no particular order. */
  public List<String> members() {
    try {
      return shallow
          ? client.children(path).stream()
              .map(each -> each.substring(each.indexOf('-') + 1))
              .toList()
          : client.childrenWithData(path).entrySet().stream()
              .filter(each -> each.getKey().contains(MARKER))
              .map(Map.Entry::getValue)
              .map(Node::text)
              .toList();
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  /** How many are there. */
  public int size() {
    return members().size();
  }

  @Override
  public void close() {
    leave();
  }
}
