package io.paddock.discovery.treetext;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a subtree to what a text says, in as few transactions as the length of a request allows.
 * If it stops half-way, what is there is whole: no node without its properties, no link to a node
 * that this import was to make and has not, nothing gone that a link was to replace. It can then be
 * run again.
 *
 * <p>Thread: any.
 */
public final class TreeImport {
  private static final int TRIES = 10;
  // Of a step beside path, data and ACL: its header, lengths, flags.
  private static final int STEP_BYTES = 64;

  private final Client client;
  private final TreeNode tree;
  private final String path;
  private final ImportOptions options;

  /**
   * @param path of the znode under which the tree is to be; it must exist
   */
  public TreeImport(Client client, TreeNode tree, String path, ImportOptions options) {
    this.client = client;
    this.tree = tree;
    this.path = Links.normal(path);
    this.options = options;
  }

  /** What is to be done as of now. Changes nothing. */
  public ImportPlan plan() {
    // So that a missing znode is told before anything is done.
    client.get(path);
    return ImportPlanner.plan(client, tree, path, options);
  }

  /**
   * Does it, and says what was done. If others change the same nodes at the same time, it looks
   * again and goes on from there.
   *
   * @throws TransactionException if the server refuses a step, also after having looked again
   */
  public ImportPlan run() {
    List<Step> done = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      ImportPlan plan = plan();
      try {
        commit(plan, done);
        return new ImportPlan(done, plan.notes());
      } catch (TransactionException e) {
        if (attempt == TRIES || !isOvertaken(e.error())) {
          throw e;
        }
      }
    }
  }

  private static boolean isOvertaken(ErrorCode error) {
    return switch (error) {
      case NO_NODE, NODE_EXISTS, BAD_VERSION, NOT_EMPTY -> true;
      default -> false;
    };
  }

  private void commit(ImportPlan plan, List<Step> done) {
    List<Step> batch = new ArrayList<>();
    Transaction transaction = Transaction.EMPTY;
    int bytes = 0;
    for (Step step : ordered(plan)) {
      if (step instanceof Step.Share share) {
        client.setAcl(share.path(), options.acl(), share.aversion());
        done.add(share);
        continue;
      }
      int more = bytes(step);
      if (bytes + more > options.frameBytesMax() && !batch.isEmpty()) {
        send(transaction, batch, done);
        transaction = Transaction.EMPTY;
        bytes = 0;
      }
      transaction = with(transaction, step);
      batch.add(step);
      bytes += more;
    }
    send(transaction, batch, done);
  }

  private void send(Transaction transaction, List<Step> batch, List<Step> done) {
    if (!batch.isEmpty()) {
      client.commit(transaction);
      done.addAll(batch);
      batch.clear();
    }
  }

  // Links of new nodes come when all nodes are there.
  private static List<Step> ordered(ImportPlan plan) {
    List<Step> nodes = new ArrayList<>();
    List<Step> links = new ArrayList<>();
    List<Step> rest = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (!(step instanceof Step.Create create)) {
        rest.add(step);
        continue;
      }
      Map<String, Object> bare = withoutLinks(create.properties());
      nodes.add(new Step.Create(create.path(), bare));
      if (bare.size() != create.properties().size()) {
        links.add(new Step.Change(create.path(), bare, create.properties(), 0));
      }
    }
    nodes.addAll(links);
    nodes.addAll(rest);
    return nodes;
  }

  private static Map<String, Object> withoutLinks(Map<String, Object> properties) {
    Map<String, Object> bare = new LinkedHashMap<>(properties);
    bare.keySet()
        .removeIf(each -> each.endsWith(Links.NODE_LINK) || each.endsWith(Links.PROPERTY_LINK));
    return bare;
  }

  private Transaction with(Transaction transaction, Step step) {
    if (step instanceof Step.Create create) {
      CreateOptions how = CreateOptions.PERSISTENT.acl(options.acl());
      return transaction.create(create.path(), data(create.properties()), how);
    }
    if (step instanceof Step.Change change) {
      return transaction.set(change.path(), data(change.after()), change.version());
    }
    if (step instanceof Step.Delete delete) {
      return transaction.delete(delete.path(), delete.version());
    }
    throw new IllegalArgumentException("not in a transaction: " + step);
  }

  private int bytes(Step step) {
    int bytes = STEP_BYTES + step.path().getBytes(StandardCharsets.UTF_8).length;
    if (step instanceof Step.Create create) {
      bytes += data(create.properties()).size() + options.acl().size() * STEP_BYTES;
    } else if (step instanceof Step.Change change) {
      bytes += data(change.after()).size();
    }
    return bytes;
  }

  private static Data data(Map<String, Object> properties) {
    return PropertyCodec.encode(properties);
  }
}
