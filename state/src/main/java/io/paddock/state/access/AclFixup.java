package io.paddock.state.access;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an ACL that a client sends (spec/semantics.md, section 8.2).
 *
 * @param acl what is stored; empty if it is refused
 * @param error OK, or why it is refused
 */
public record AclFixup(List<Acl> acl, ErrorCode error) {
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<Acl> ORDER =
      Comparator.comparingInt(Acl::perms)
          .thenComparing(entry -> entry.id().scheme(), NULLS_FIRST)
          .thenComparing(entry -> entry.id().id(), NULLS_FIRST);

  public AclFixup {
    acl = List.copyOf(acl);
  }

  /** Fixes up an ACL for a requester with these identities. */
  public static AclFixup of(@Nullable List<Acl> acl, List<Id> identities, AclSchemes schemes) {
    if (acl == null || acl.isEmpty()) {
      return refused(ErrorCode.INVALID_ACL);
    }
    List<Acl> fixed = new ArrayList<>(acl.size());
    // Sorted, so that a long list of a hostile client cannot make it slow.
    Set<Acl> seen = new TreeSet<>(ORDER);
    for (Acl entry : acl) {
      if (!seen.add(entry)) {
        continue; // Duplicates are dropped before anything else.
      }
      ErrorCode error = add(entry, identities, schemes, fixed);
      if (error != ErrorCode.OK) {
        return refused(error);
      }
    }
    return new AclFixup(fixed, ErrorCode.OK);
  }

  private static AclFixup refused(ErrorCode error) {
    return new AclFixup(List.of(), error);
  }

  private static ErrorCode add(
      Acl entry, List<Id> identities, AclSchemes schemes, List<Acl> fixed) {
    String scheme = entry.id().scheme();
    String id = entry.id().id();
    if (scheme == null) {
      return ErrorCode.INVALID_ACL;
    }
    if (scheme.equals(AclSchemes.AUTH)) {
      return expand(entry.perms(), identities, schemes, fixed);
    }
    if (id == null) {
      return ErrorCode.MARSHALLING_ERROR; // spec/wire.md, section 9
    }
    if (!schemes.isValid(scheme, id)) {
      return ErrorCode.INVALID_ACL;
    }
    fixed.add(entry);
    return ErrorCode.OK;
  }

  private static ErrorCode expand(
      int perms, List<Id> identities, AclSchemes schemes, List<Acl> fixed) {
    boolean any = false;
    for (Id each : identities) {
      if (schemes.isUser(each)) {
        fixed.add(new Acl(perms, each));
        any = true;
      }
    }
    return any ? ErrorCode.OK : ErrorCode.INVALID_ACL;
  }
}
