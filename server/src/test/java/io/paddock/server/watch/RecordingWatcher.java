package io.paddock.server.watch;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.WatchEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it was told, as short text: {@code "created /a"}. */
final class RecordingWatcher extends Watcher {
  private final List<String> heard = new ArrayList<>();
  private final List<List<Acl>> acls = new ArrayList<>();

  @Override
  protected void deliver(WatchEvent event, List<Acl> acl) {
    heard.add(text(event));
    acls.add(acl);
  }

  /** All it was told since the last call. */
  List<String> heard() {
    List<String> all = List.copyOf(heard);
    heard.clear();
    return all;
  }

  List<List<Acl>> acls() {
    return acls;
  }

  static String text(WatchEvent event) {
    String what =
        switch (event.type()) {
          case NODE_CREATED -> "created ";
          case NODE_DELETED -> "deleted ";
          case NODE_DATA_CHANGED -> "changed ";
          case NODE_CHILDREN_CHANGED -> "children ";
        };
    return what + event.path();
  }
}
