package io.paddock.server.view;

import io.paddock.protocol.message.Id;
import java.util.List;

/** Who asks. */
public interface Asker {
  /** The session. */
  long session();

  /** Whom the connection speaks for. */
  List<Id> identities();

  /** Whether ACLs do not count for anybody. */
  boolean skipsAcl();
}
