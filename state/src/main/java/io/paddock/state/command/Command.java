package io.paddock.state.command;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the ledger orders and the state machine applies. A request is what a client sent;
 * a command is what became of it. Everything that {@code apply} may depend on is in here, in the
 * {@link Stamp} or in the state.
 */
public sealed interface Command {
  /** Which command this is, for exhaustive switches. */
  Kind kind();

  /** The session on whose behalf this happens; 0 for the server itself. */
  long session();

  /** The kinds of command. The ordinals are not on disk; {@code codec} numbers them itself. */
  enum Kind {
    CREATE_SESSION,
    ATTACH_SESSION,
    CLOSE_SESSION,
    ADD_IDENTITY,
    CREATE,
    DELETE,
    SET_DATA,
    SET_ACL,
    CHECK,
    MULTI,
    DELETE_IDLE,
    PROPOSE_MEMBERS,
    SETTLE_MEMBERS
  }

  /** A command that may also stand inside a {@link Multi}. */
  sealed interface Step extends Command permits Create, Delete, SetData, Check {}

  /**
   * Opens a session, owned by the stamp's origin. Takes a zxid. Outcome: {@link Outcome.Attached}.
   *
   * @param session the new id, never 0
   * @param password what a later attach must present
   * @param timeoutMs as negotiated
   * @param identities whom the connection speaks for, normally one {@code ip:…}
   */
  record CreateSession(long session, Data password, int timeoutMs, List<Id> identities)
      implements Command {
    public CreateSession {
      identities = List.copyOf(identities);
    }

    @Override
    public Kind kind() {
      return Kind.CREATE_SESSION;
    }
  }

  /**
   * Moves a session to the stamp's origin, with a new timeout and with nothing but the given
   * identities. Takes no zxid. Outcome: {@link Outcome.Attached}, or refused with SESSION_EXPIRED
   * for an unknown session and for a wrong password alike (spec/wire.md, section 4).
   */
  record AttachSession(long session, Data password, int timeoutMs, List<Id> identities)
      implements Command {
    public AttachSession {
      identities = List.copyOf(identities);
    }

    @Override
    public Kind kind() {
      return Kind.ATTACH_SESSION;
    }
  }

  /**
   * Ends a session and deletes its ephemerals, all under one zxid. Outcome: {@link Outcome.Closed},
   * or refused with SESSION_EXPIRED.
   */
  record CloseSession(long session) implements Command {
    @Override
    public Kind kind() {
      return Kind.CLOSE_SESSION;
    }
  }

  /** Adds an authenticated identity to the session's connection. Takes no zxid. */
  record AddIdentity(long session, Id identity) implements Command {
    @Override
    public Kind kind() {
      return Kind.ADD_IDENTITY;
    }
  }

  /**
   * Creates a znode. Outcome: {@link Outcome.Created}.
   *
   * @param path as the client sent it, without the sequence number
   * @param acl as the client sent it, null included; apply fixes it up
   * @param ttlMs 1 to 2^40-1 for TTL modes, else 0; the range has been checked
   */
  record Create(
      long session,
      String path,
      @Nullable Data data,
      @Nullable List<Acl> acl,
      CreateMode mode,
      long ttlMs)
      implements Step {
    public Create {
      acl = acl == null ? null : List.copyOf(acl);
    }

    @Override
    public Kind kind() {
      return Kind.CREATE;
    }
  }

  /** Deletes a znode without children. {@code version} -1 means any. */
  record Delete(long session, String path, int version) implements Step {
    @Override
    public Kind kind() {
      return Kind.DELETE;
    }
  }

  /**
   * Replaces the data of a znode. {@code version} -1 means any. Outcome: {@link Outcome.Changed}.
   */
  record SetData(long session, String path, @Nullable Data data, int version) implements Step {
    @Override
    public Kind kind() {
      return Kind.SET_DATA;
    }
  }

  /**
   * Replaces the ACL of a znode. {@code version} is the aversion, -1 means any. Outcome: {@link
   * Outcome.Changed}.
   */
  record SetAcl(long session, String path, @Nullable List<Acl> acl, int version)
      implements Command {
    public SetAcl {
      acl = acl == null ? null : List.copyOf(acl);
    }

    @Override
    public Kind kind() {
      return Kind.SET_ACL;
    }
  }

  /** Asserts that a znode exists and has a version; changes nothing. */
  record Check(long session, String path, int version) implements Step {
    @Override
    public Kind kind() {
      return Kind.CHECK;
    }
  }

  /**
   * All of the steps or none, all of the same session. Outcome: {@link Outcome.MultiDone}, {@link
   * Outcome.MultiRefused}, or refused as a whole if it is the session that is refused.
   */
  record Multi(long session, List<Step> steps) implements Command {
    public Multi {
      steps = List.copyOf(steps);
      for (Step each : steps) {
        if (each.session() != session) {
          throw new IllegalArgumentException("a step of another session: " + each);
        }
      }
    }

    @Override
    public Kind kind() {
      return Kind.MULTI;
    }
  }

  /**
   * Deletes a container or TTL znode if it is still there, still of that kind, childless and its
   * mzxid is still the one the cleaner saw (spec/semantics.md, section 5).
   */
  record DeleteIdle(String path, long mzxid) implements Command {
    @Override
    public Kind kind() {
      return Kind.DELETE_IDLE;
    }

    @Override
    public long session() {
      return 0;
    }
  }

  /**
   * Proposes other members: whoever leads is to bring them into force and then to say so with
   * {@link SettleMembers}. Until then the proposal is the znode {@link #PROPOSAL_PATH}. Outcome:
   * done; or refused, in this order, with RECONFIG_IN_PROGRESS, BAD_VERSION, NO_AUTH (WRITE on
   * {@code /zookeeper/config}).
   *
   * @param basis mzxid of {@code /zookeeper/config} from which the text was made
   * @param text the server lines, without the line {@code version=}
   */
  record ProposeMembers(long session, long basis, String text) implements Command {
    @Override
    public Kind kind() {
      return Kind.PROPOSE_MEMBERS;
    }
  }

  /**
   * Says what became of a proposal, or, with no proposal, which members are in force: their lines
   * become the data of {@code /zookeeper/config}, with {@code version=} and the zxid of this
   * command behind them. Outcome: {@link Outcome.Settled}; refused with BAD_VERSION if the proposal
   * is not the pending one.
   *
   * @param proposal czxid of the proposal's znode, or 0 if there was none
   * @param text the server lines, without the line {@code version=}
   * @param error OK if they are in force, or why the proposal was dropped
   * @param ensemble number of the ensemble, if it has none yet; it never gets another
   */
  record SettleMembers(long proposal, String text, ErrorCode error, long ensemble)
      implements Command {
    /** The same for an ensemble that has its number. */
    public SettleMembers(long proposal, String text, ErrorCode error) {
      this(proposal, text, error, 0);
    }

    @Override
    public Kind kind() {
      return Kind.SETTLE_MEMBERS;
    }

    @Override
    public long session() {
      return 0;
    }
  }

  /** The znode of a proposal of members that is under way. */
  String PROPOSAL_PATH = "/zookeeper/config/next";
}
