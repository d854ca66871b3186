package io.paddock.state.access;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import java.util.ArrayList;
import java.util.List;

/** Whether an ACL lets somebody do something (spec/semantics.md, section 8.3). Pure. */
public final class AccessPolicy {
  private AccessPolicy() {}

  /**
   * Whether the ACL grants any of the wanted permissions to any of the identities.
   *
   * @param perms bits of {@link Acl}, of which one is enough
   * @param skip no ACL is checked at all ({@code zookeeper.skipACL})
   */
  public static boolean allows(List<Acl> acl, int perms, List<Id> identities, boolean skip) {
    if (skip || acl.isEmpty()) {
      return true;
    }
    // First what needs no look at the identities: most ACLs let everybody do everything.
    for (Acl each : acl) {
      if ((each.perms() & perms) != 0 && Id.ANYONE.equals(each.id())) {
        return true;
      }
    }
    return isSuper(identities) || isGranted(acl, perms, identities);
  }

  private static boolean isGranted(List<Acl> acl, int perms, List<Id> identities) {
    for (Acl each : acl) {
      if ((each.perms() & perms) != 0) {
        for (Id identity : identities) {
          if (AclSchemes.matches(each.id(), identity)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether one of the identities may do everything. */
  public static boolean isSuper(List<Id> identities) {
    for (Id each : identities) {
      if (AclSchemes.SUPER.equals(each.scheme())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The ACL as somebody without ADMIN may see it: password hashes of digest ids become {@code x}
   * (spec/semantics.md, section 3).
   */
  public static List<Acl> redacted(List<Acl> acl) {
    List<Acl> redacted = new ArrayList<>(acl.size());
    for (Acl each : acl) {
      redacted.add(new Acl(each.perms(), redacted(each.id())));
    }
    return redacted;
  }

  private static Id redacted(Id id) {
    String text = id.id();
    if (!AclSchemes.DIGEST.equals(id.scheme()) || text == null) {
      return id;
    }
    int colon = text.indexOf(':');
    return new Id(AclSchemes.DIGEST, (colon < 0 ? text : text.substring(0, colon)) + ":x");
  }
}
