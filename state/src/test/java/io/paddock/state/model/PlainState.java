package io.paddock.state.model;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The model of a state: maps that are copied whole before anything is changed. */
final class PlainState {
  final TreeMap<String, PlainNode> nodes = new TreeMap<>();
  final TreeMap<Long, PlainSession> sessions = new TreeMap<>();
  long zxid;

  /** A session of the model. */
  record PlainSession(Data password, int timeoutMs, int origin, List<Id> identities) {}

  static PlainState initial() {
    PlainState state = new PlainState();
    for (String path : List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")) {
      PlainNode node = new PlainNode();
      node.data = Data.EMPTY;
      node.acl = List.of(new Acl(path.endsWith("config") ? Acl.READ : Acl.ALL, Id.ANYONE));
      state.nodes.put(path, node);
    }
    return state;
  }

  PlainState copy() {
    PlainState copy = new PlainState();
    nodes.forEach((path, node) -> copy.nodes.put(path, node.copy()));
    copy.sessions.putAll(sessions);
    copy.zxid = zxid;
    return copy;
  }

  /** What a path lies below; "" for the root and for a path that has only one slash too many. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  List<String> children(String path) {
    List<String> children = new ArrayList<>();
    for (String each : nodes.keySet()) {
      if (!each.equals("/") && parent(each).equals(path)) {
        children.add(each);
      }
    }
    return children;
  }

  List<String> below(String path) {
    List<String> below = new ArrayList<>();
    for (String each : nodes.keySet()) {
      if (each.equals(path) || path.equals("/") || each.startsWith(path + "/")) {
        below.add(each);
      }
    }
    return below;
  }

  List<String> ephemerals(long session) {
    List<String> paths = new ArrayList<>();
    nodes.forEach(
        (path, node) -> {
          if (node.session == session) {
            paths.add(path);
          }
        });
    return paths;
  }

  PlainNode node(String path) {
    PlainNode node = nodes.get(path);
    if (node == null) {
      throw new IllegalStateException("no " + path);
    }
    return node;
  }
}
