package io.paddock.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a reply whose header says OK, one record for each layout (spec/wire.md, section 7).
 * Which operation has which: {@link Request}. An error has no body.
 */
public sealed interface Reply {
  /** No bytes: delete, ping, auth, check- and removeWatches, setWatches, closeSession. */
  record Empty() implements Reply {
    /** The only one needed. */
    public static final Empty EMPTY = new Empty();
  }

  /** A path: create tells the actual one, sync echoes what it got, null too. */
  record Path(@Nullable String path) implements Reply {}

  /** The actual path and the Stat of what create2, createContainer or createTTL made. */
  record PathStat(String path, Stat stat) implements Reply {}

  /** The Stat: exists, setData, setACL. */
  record StatOnly(Stat stat) implements Reply {}

  /** Data and Stat: getData, reconfig. */
  record DataStat(@Nullable Data data, Stat stat) implements Reply {}

  /** ACL and Stat: getACL. */
  record AclStat(List<Acl> acl, Stat stat) implements Reply {
    public AclStat {
      acl = List.copyOf(acl);
    }
  }

  /** Strings in no particular order: names for getChildren, whole paths for getEphemerals. */
  record Names(List<String> names) implements Reply {
    public Names {
      names = List.copyOf(names);
    }
  }

  /** Names of the children and Stat of the parent: getChildren2. */
  record NamesStat(List<String> names, Stat stat) implements Reply {
    public NamesStat {
      names = List.copyOf(names);
    }
  }

  /** The number of descendants: getAllChildrenNumber. */
  record Count(int count) implements Reply {}

  /** The server's next SASL token, null when it has nothing to send. */
  record Token(@Nullable Data token) implements Reply {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /** The identities of the connection: whoAmI. */
  record Clients(List<ClientInfo> clients) implements Reply {
    public Clients {
      clients = List.copyOf(clients);
    }
  }

  /** A number that repeats the header's 0: addWatch. */
  record Errno(int err) implements Reply {
    /** What servers send. */
    public static final Errno OK = new Errno(0);
  }

  /** One result for each step of a multi or multiRead, in order. */
  record Multi(List<StepResult> results) implements Reply {
    public Multi {
      results = List.copyOf(results);
    }
  }
}
