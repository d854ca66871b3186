package io.paddock.cli.shell;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.RefusedException;

/** What went wrong, in the words of ZooKeeper's shell where it has them. Pure. */
final class Complaints {
  private Complaints() {}

  static String of(ClientException e) {
    if (e instanceof RefusedException refused) {
      return refused(refused);
    }
    if (e instanceof ConnectionLossException) {
      return keeper("ConnectionLoss", e.path());
    }
    return String.valueOf(e.getMessage());
  }

  private static String refused(RefusedException e) {
    String path = e.path();
    return switch (e.error()) {
      case NO_NODE -> "Node does not exist: " + path;
      case NODE_EXISTS -> "Node already exists: " + path;
      case NOT_EMPTY -> "Node not empty: " + path;
      case NO_CHILDREN_FOR_EPHEMERALS -> "Ephemerals cannot have children: " + path;
      case NOT_READ_ONLY -> "Not a read-only call: " + path;
      case INVALID_ACL -> invalidAcl(e);
      case NO_AUTH -> "Insufficient permission : " + path;
      case BAD_ARGUMENTS -> "Arguments are not valid : " + path;
      case BAD_VERSION -> "version No is not valid : " + path;
      case QUOTA_EXCEEDED -> "Quota has exceeded : " + path;
      default -> keeper(Texts.camel(e.error().name()), path);
    };
  }

  // For a new znode zkCli says it twice.
  private static String invalidAcl(RefusedException e) {
    String said = "Acl is not valid : " + e.path();
    return e.operation().equals("create")
        ? keeper("InvalidACL", e.path()) + System.lineSeparator() + said
        : said;
  }

  private static String keeper(String name, String path) {
    return "KeeperErrorCode = " + name + (path.isEmpty() ? "" : " for " + path);
  }
}
