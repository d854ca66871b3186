package io.paddock.discovery.treetext;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.value.PropertyCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a tree that was written down with what is there.
 *
 * <p>Thread: one.
 */
final class ImportPlanner {
  private final Client client;
  private final ImportOptions options;
  private final List<Step> creates = new ArrayList<>();
  private final List<Step> changes = new ArrayList<>();
  private final List<Step> shares = new ArrayList<>();
  private final List<Step> deletes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ImportPlanner(Client client, ImportOptions options) {
    this.client = client;
    this.options = options;
  }

  static ImportPlan plan(Client client, TreeNode tree, String path, ImportOptions options) {
    ImportPlanner planner = new ImportPlanner(client, options);
    // What is at the top beside the tree belongs to others.
    for (TreeNode each : tree.children().values()) {
      planner.visit(Links.child(path, each.name()), each);
    }
    List<Step> steps = new ArrayList<>(planner.creates);
    steps.addAll(planner.changes);
    steps.addAll(planner.shares);
    steps.addAll(planner.deletes);
    return new ImportPlan(steps, planner.notes);
  }

  private void visit(String path, TreeNode wanted) {
    Node there = find(path);
    if (there == null) {
      creates.add(new Step.Create(path, wanted.properties()));
      wanted.children().values().forEach(each -> visitNew(path, each));
      return;
    }
    Map<String, Object> before = PropertyCodec.decode(there.data());
    if (!before.equals(wanted.properties())) {
      changes.add(new Step.Change(path, before, wanted.properties(), there.version()));
    }
    if (options.sharing()) {
      AccessList acl = client.getAcl(path);
      if (!acl.entries().equals(options.acl())) {
        shares.add(new Step.Share(path, acl.stat().aversion()));
      }
    }
    extras(path, wanted);
    wanted.children().values().forEach(each -> visit(Links.child(path, each.name()), each));
  }

  private void visitNew(String parent, TreeNode wanted) {
    String path = Links.child(parent, wanted.name());
    creates.add(new Step.Create(path, wanted.properties()));
    wanted.children().values().forEach(each -> visitNew(path, each));
  }

  private @Nullable Node find(String path) {
    try {
      return client.get(path);
    } catch (NoNodeException e) {
      return null;
    }
  }

  private void extras(String path, TreeNode wanted) {
    for (String name : client.children(path).stream().sorted().toList()) {
      String extra = Links.child(path, name);
      if (wanted.children().containsKey(name)) {
        continue;
      }
      switch (options.trim()) {
        case TELL -> {
          if (!isEphemeral(extra)) {
            notes.add("extra path not trimmed: " + extra);
          }
        }
        case KEEP -> {}
        case DELETE -> delete(extra, true);
      }
    }
  }

  private boolean isEphemeral(String path) {
    return client.exists(path).map(stat -> stat.ephemeralOwner() != 0).orElse(false);
  }

  /** Whether it and all below it can go. */
  private boolean delete(String path, boolean first) {
    Node node = find(path);
    if (node == null) {
      return true;
    }
    if (node.stat().ephemeralOwner() != 0) {
      if (!first) {
        notes.add("not deleted, because it is ephemeral: " + path);
      }
      return false;
    }
    boolean all = true;
    for (String name : client.children(path).stream().sorted().toList()) {
      all &= delete(Links.child(path, name), false);
    }
    if (all) {
      deletes.add(new Step.Delete(path, node.version()));
    } else {
      notes.add("not deleted, because of an ephemeral below it: " + path);
    }
    return all;
  }
}
