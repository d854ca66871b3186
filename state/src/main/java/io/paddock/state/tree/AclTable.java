package io.paddock.state.tree;

import io.paddock.protocol.message.Acl;
import io.paddock.state.sorted.Sorted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ACLs in use, each once, with the number of znodes that have it. Immutable.
 *
 * <p>The open ACL, which most znodes have, is in here but not counted: it never goes.
 */
final class AclTable {
  static final AclTable INITIAL = new AclTable(Sorted.empty(Use.ORDER));

  private final Sorted<Use> uses;

  private AclTable(Sorted<Use> uses) {
    this.uses = uses;
  }

  private record Use(AclList list, long znodes) {
    static final Comparator<Use> ORDER = (a, b) -> AclList.ORDER.compare(a.list, b.list);
  }

  /** The object to put into a znode for these entries: the one in use if there is one. */
  AclList interned(List<Acl> entries) {
    if (entries.equals(AclList.OPEN.entries())) {
      return AclList.OPEN;
    }
    AclList list = new AclList(entries);
    Use use = use(list);
    return use == null ? list : use.list;
  }

  /** With one more znode that has this list. */
  AclTable plus(AclList list) {
    return changed(list, 1);
  }

  /** With one znode less that has this list. */
  AclTable minus(AclList list) {
    return changed(list, -1);
  }

  /** With so many znodes more that have this list. */
  AclTable changed(AclList list, long difference) {
    if (list == AclList.OPEN) {
      return this;
    }
    Use use = use(list);
    long znodes = (use == null ? 0 : use.znodes) + difference;
    if (znodes < 0) {
      throw new IllegalStateException("no znode has the ACL that one gives up: " + list);
    }
    Use next = new Use(use == null ? list : use.list, znodes);
    return new AclTable(znodes == 0 ? uses.without(next) : uses.with(next));
  }

  private @Nullable Use use(AclList list) {
    return uses.find(use -> AclList.ORDER.compare(list, use.list));
  }

  /** Number of lists in use, the open one not counted. */
  int size() {
    return uses.size();
  }

  /** All lists, the open one first, in an order that depends on nothing but the lists. */
  List<AclList> lists() {
    List<AclList> lists = new ArrayList<>(uses.size() + 1);
    lists.add(AclList.OPEN);
    for (Use each : uses) {
      lists.add(each.list);
    }
    return lists;
  }
}
