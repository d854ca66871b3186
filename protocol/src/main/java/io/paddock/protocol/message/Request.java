package io.paddock.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, as it was sent: nothing is looked up, fixed up or judged yet, but the shape
 * is right. The layouts are those of spec/wire.md, section 7; the order of errors is that of
 * section 9.
 *
 * <p>A {@link Write} goes to the ledger, a {@link Read} is answered from a state, a {@link Control}
 * is about the connection or the session. Dispatch with a switch over {@link #op()}.
 */
public sealed interface Request permits Request.Write, Request.Read, Request.Control {
  /** Which operation this is; for {@link Create} one of four, else one for each record. */
  OpCode op();

  /** Changes the tree, or asserts something in the same order as changes. */
  sealed interface Write extends Request permits Step, SetAcl, Multi, Reconfig, DeleteContainer {}

  /** A write that may also stand inside a {@link Multi}. */
  sealed interface Step extends Write permits Create, Delete, SetData, Check {}

  /** Asks about the tree, and may leave a watch. */
  sealed interface Read extends Request
      permits ReadStep,
          Exists,
          GetAcl,
          GetChildren2,
          GetEphemerals,
          GetAllChildrenNumber,
          MultiRead {}

  /** A read that may also stand inside a {@link MultiRead}, which ignores its watch flag. */
  sealed interface ReadStep extends Read permits GetData, GetChildren {}

  /** Is about the connection, its session, its identities or its watches. */
  sealed interface Control extends Request
      permits Ping,
          Sync,
          Auth,
          Sasl,
          WhoAmI,
          AddWatch,
          CheckWatches,
          RemoveWatches,
          SetWatches,
          SetWatches2,
          CloseSession {}

  /**
   * Creates a znode.
   *
   * <pre>
   * path     ustring      with a sequential mode the server appends ten digits or more
   * data     buffer       null (-1) is not the same as empty (0)
   * acl      vector       null and empty are INVALID_ACL, found later
   * flags    int          {@link CreateMode#flags()}, any number: {@link CreateRules} judges it
   * ttlMs    long         ms; only on the wire with CREATE_TTL, else 0
   * </pre>
   *
   * <p>Reply: {@link Reply.Path} for CREATE, {@link Reply.PathStat} for the other three.
   *
   * @param op CREATE, CREATE2, CREATE_CONTAINER or CREATE_TTL
   */
  record Create(
      OpCode op, String path, @Nullable Data data, @Nullable List<Acl> acl, int flags, long ttlMs)
      implements Step {
    public Create {
      acl = acl == null ? null : List.copyOf(acl);
    }
  }

  /** Deletes a childless znode that has this version, -1 for any. Reply: {@link Reply.Empty}. */
  record Delete(String path, int version) implements Step {
    @Override
    public OpCode op() {
      return OpCode.DELETE;
    }
  }

  /** Replaces the data if the version is this one, -1 for any. Reply: {@link Reply.StatOnly}. */
  record SetData(String path, @Nullable Data data, int version) implements Step {
    @Override
    public OpCode op() {
      return OpCode.SET_DATA;
    }
  }

  /** Asserts that a znode exists and has this version, -1 for any. Only inside a {@link Multi}. */
  record Check(String path, int version) implements Step {
    @Override
    public OpCode op() {
      return OpCode.CHECK;
    }
  }

  /** Replaces the ACL if its version is this one, -1 for any. Reply: {@link Reply.StatOnly}. */
  record SetAcl(String path, @Nullable List<Acl> acl, int version) implements Write {
    public SetAcl {
      acl = acl == null ? null : List.copyOf(acl);
    }

    @Override
    public OpCode op() {
      return OpCode.SET_ACL;
    }
  }

  /** All steps in order or none; may be empty. Reply: {@link Reply.Multi}. */
  record Multi(List<Step> steps) implements Write {
    public Multi {
      steps = List.copyOf(steps);
    }

    @Override
    public OpCode op() {
      return OpCode.MULTI;
    }
  }

  /**
   * Changes the membership: either joining and leaving servers, or a whole new list. Reply: {@link
   * Reply.DataStat} of /zookeeper/config.
   *
   * @param joining {@code server.N=…} lines separated by commas, null for none
   * @param leaving server ids separated by commas, null for none
   * @param members a whole new membership, null if it is an incremental change
   * @param configId the configuration that this builds on, -1 for any
   */
  record Reconfig(
      @Nullable String joining, @Nullable String leaving, @Nullable String members, long configId)
      implements Write {
    @Override
    public OpCode op() {
      return OpCode.RECONFIG;
    }
  }

  /** An internal operation that clients can send all the same; a server refuses it (section 8). */
  record DeleteContainer(String path) implements Write {
    @Override
    public OpCode op() {
      return OpCode.DELETE_CONTAINER;
    }
  }

  /** Asks for the Stat; the watch is left on a missing znode too. Reply: {@link Reply.StatOnly}. */
  record Exists(String path, boolean watch) implements Read {
    @Override
    public OpCode op() {
      return OpCode.EXISTS;
    }
  }

  /** Asks for data and Stat. Reply: {@link Reply.DataStat}. */
  record GetData(String path, boolean watch) implements ReadStep {
    @Override
    public OpCode op() {
      return OpCode.GET_DATA;
    }
  }

  /** Asks for the names of the children. Reply: {@link Reply.Names}. */
  record GetChildren(String path, boolean watch) implements ReadStep {
    @Override
    public OpCode op() {
      return OpCode.GET_CHILDREN;
    }
  }

  /** Asks for the names of the children and the Stat. Reply: {@link Reply.NamesStat}. */
  record GetChildren2(String path, boolean watch) implements Read {
    @Override
    public OpCode op() {
      return OpCode.GET_CHILDREN2;
    }
  }

  /** Asks for ACL and Stat. Reply: {@link Reply.AclStat}. */
  record GetAcl(String path) implements Read {
    @Override
    public OpCode op() {
      return OpCode.GET_ACL;
    }
  }

  /** Asks for the session's ephemerals below a prefix, null for all. Reply: {@link Reply.Names}. */
  record GetEphemerals(@Nullable String prefix) implements Read {
    @Override
    public OpCode op() {
      return OpCode.GET_EPHEMERALS;
    }
  }

  /** Asks for the number of all descendants. Reply: {@link Reply.Count}. */
  record GetAllChildrenNumber(String path) implements Read {
    @Override
    public OpCode op() {
      return OpCode.GET_ALL_CHILDREN_NUMBER;
    }
  }

  /**
   * Several reads of one moment, each with its own result; may be empty. Reply: {@link
   * Reply.Multi}.
   */
  record MultiRead(List<ReadStep> steps) implements Read {
    public MultiRead {
      steps = List.copyOf(steps);
    }

    @Override
    public OpCode op() {
      return OpCode.MULTI_READ;
    }
  }

  /** Says that the client is alive. Its reply has xid -2 whatever xid it came with. */
  record Ping() implements Control {
    @Override
    public OpCode op() {
      return OpCode.PING;
    }
  }

  /** Waits for all that was committed before. Reply: {@link Reply.Path} with the same path. */
  record Sync(@Nullable String path) implements Control {
    @Override
    public OpCode op() {
      return OpCode.SYNC;
    }
  }

  /**
   * Adds an identity to the connection. Reply: {@link Reply.Empty}, or AUTH_FAILED and the end of
   * the connection, to which a null scheme leads too.
   *
   * @param type 0, ignored
   * @param auth what the scheme asks for: {@code user:password} for digest; a secret
   */
  record Auth(int type, @Nullable String scheme, @Nullable Data auth) implements Control {
    @Override
    public OpCode op() {
      return OpCode.AUTH;
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Auth[scheme=" + scheme + "]";
    }
  }

  /** One step of a SASL exchange. Reply: {@link Reply.Token}. */
  record Sasl(@Nullable Data token) implements Control {
    @Override
    public OpCode op() {
      return OpCode.SASL;
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Sasl[]";
    }
  }

  /** Asks for the identities of the connection. Reply: {@link Reply.Clients}. */
  record WhoAmI() implements Control {
    @Override
    public OpCode op() {
      return OpCode.WHO_AM_I;
    }
  }

  /** Leaves a persistent watch on any path, valid or not. Reply: {@link Reply.Errno} with 0. */
  record AddWatch(String path, AddWatchMode mode) implements Control {
    @Override
    public OpCode op() {
      return OpCode.ADD_WATCH;
    }
  }

  /** Asks whether there is such a watch. Reply: {@link Reply.Empty} or NO_WATCHER. */
  record CheckWatches(String path, WatcherType type) implements Control {
    @Override
    public OpCode op() {
      return OpCode.CHECK_WATCHES;
    }
  }

  /** Removes the watches of a type. Reply: {@link Reply.Empty} or NO_WATCHER. */
  record RemoveWatches(String path, WatcherType type) implements Control {
    @Override
    public OpCode op() {
      return OpCode.REMOVE_WATCHES;
    }
  }

  /**
   * Leaves the watches of a former connection again, and asks for the events missed since. Reply:
   * {@link Reply.Empty}, after the events.
   *
   * @param relativeZxid the last zxid that the client has seen
   * @param data watches of getData, and of exists on what existed
   * @param exist watches of exists on what was missing
   * @param child watches of getChildren
   */
  record SetWatches(long relativeZxid, List<String> data, List<String> exist, List<String> child)
      implements Control {
    public SetWatches {
      data = List.copyOf(data);
      exist = List.copyOf(exist);
      child = List.copyOf(child);
    }

    @Override
    public OpCode op() {
      return OpCode.SET_WATCHES;
    }
  }

  /**
   * Like {@link SetWatches}, with the persistent ones.
   *
   * @param standard the zxid and the three lists of {@link SetWatches}
   * @param persistent watches of addWatch mode 0
   * @param recursive watches of addWatch mode 1
   */
  record SetWatches2(SetWatches standard, List<String> persistent, List<String> recursive)
      implements Control {
    public SetWatches2 {
      persistent = List.copyOf(persistent);
      recursive = List.copyOf(recursive);
    }

    @Override
    public OpCode op() {
      return OpCode.SET_WATCHES2;
    }
  }

  /** Ends the session and then the connection. Reply: {@link Reply.Empty}. */
  record CloseSession() implements Control {
    @Override
    public OpCode op() {
      return OpCode.CLOSE_SESSION;
    }
  }
}
