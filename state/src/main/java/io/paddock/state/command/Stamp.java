package io.paddock.state.command;

/**
 * What the leader adds to a command so that applying it needs no clock and no setting of the server
 * that applies it.
 *
 * @param timeMs the leader's wall clock, ms since the Unix epoch
 * @param origin id of the server through which the command came; 0 for a standalone server
 * @param rules the settings that decide
 */
public record Stamp(long timeMs, int origin, Rules rules) {
  /**
   * Settings of the leader that what is applied depends on.
   *
   * @param skipAcl no ACL is checked ({@code zookeeper.skipACL})
   * @param enforceQuota hard quotas refuse ({@code zookeeper.enforceQuota})
   * @param saslAcls ACL entries of scheme sasl are valid
   * @param x509Acls ACL entries of scheme x509 are valid
   */
  public record Rules(boolean skipAcl, boolean enforceQuota, boolean saslAcls, boolean x509Acls) {
    /** ACLs checked, quotas soft, no extra schemes. */
    public static final Rules DEFAULT = new Rules(false, false, false, false);
  }
}
