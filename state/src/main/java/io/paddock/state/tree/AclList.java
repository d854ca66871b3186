package io.paddock.state.tree;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import io.paddock.state.digest.Hash64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The ACL of a znode, with its hash. Znodes with equal ACLs hold the same object: see {@link
 * AclTable}.
 */
public final class AclList {
  /** Everybody may do everything. */
  public static final AclList OPEN = new AclList(List.of(new Acl(Acl.ALL, Id.ANYONE)));

  /** Everybody may read. */
  public static final AclList READ_ONLY = new AclList(List.of(new Acl(Acl.READ, Id.ANYONE)));

  /** By hash; the content decides only between lists whose hashes collide. */
  static final Comparator<AclList> ORDER =
      Comparator.comparingLong(AclList::hash).thenComparing(AclList::text);

  private final List<Acl> entries;
  private final long hash;

  /** An ACL with these entries; their ids are complete. */
  public AclList(List<Acl> entries) {
    this.entries = List.copyOf(entries);
    long sum = Hash64.mix(0, entries.size());
    for (Acl each : this.entries) {
      sum = Hash64.mix(sum, each.perms());
      sum = Hash64.mix(sum, Hash64.of(each.id().scheme()));
      sum = Hash64.mix(sum, Hash64.of(each.id().id()));
    }
    hash = sum;
  }

  /** Immutable, in the order of the request that set it. */
  public List<Acl> entries() {
    return entries;
  }

  long hash() {
    return hash;
  }

  /** The index of a list among those of {@link Tree#aclLists}; it must be one of them. */
  public static int search(List<AclList> lists, AclList list) {
    if (list == OPEN) {
      return 0;
    }
    int index = Collections.binarySearch(lists.subList(1, lists.size()), list, ORDER);
    if (index < 0) {
      throw new IllegalStateException("an ACL that is not in the table: " + list);
    }
    return index + 1;
  }

  private String text() {
    return entries.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
