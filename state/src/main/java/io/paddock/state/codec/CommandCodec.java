package io.paddock.state.codec;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.state.command.Command;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands ↔ bytes: a byte for the kind, the session, the fields. The forms of the fields are those
 * of {@link BufferWriter}.
 *
 * <pre>
 * 1 createSession   long session, data password, varint timeoutMs, ids
 * 2 attachSession   the same
 * 3 closeSession    long session
 * 4 addIdentity     long session, id
 * 5 create          long session, text path, data, acl, byte mode, varint ttlMs
 * 6 delete          long session, text path, zigzag version
 * 7 setData         long session, text path, data, zigzag version
 * 8 setAcl          long session, text path, acl, zigzag version
 * 9 check           long session, text path, zigzag version
 * 10 multi          long session, varint number of steps, each 5, 6, 7 or 9 without its session
 * 11 deleteIdle     text path, long mzxid
 * 12 proposeMembers long session, long basis, text lines
 * 13 settleMembers  long proposal, text lines, zigzag error, long ensemble
 * </pre>
 *
 * <p>A number here, once released, keeps its meaning for good: another form gets another number, so
 * that old logs stay readable. Pure.
 */
public final class CommandCodec {
  private static final int CREATE_SESSION = 1;
  private static final int ATTACH_SESSION = 2;
  private static final int CLOSE_SESSION = 3;
  private static final int ADD_IDENTITY = 4;
  private static final int CREATE = 5;
  private static final int DELETE = 6;
  private static final int SET_DATA = 7;
  private static final int SET_ACL = 8;
  private static final int CHECK = 9;
  private static final int MULTI = 10;
  private static final int DELETE_IDLE = 11;
  private static final int PROPOSE_MEMBERS = 12;
  private static final int SETTLE_MEMBERS = 13;

  private CommandCodec() {}

  /**
   * Appends a command to the buffer, which must be big-endian.
   *
   * @throws java.nio.BufferOverflowException if there is no room; part of it may have been written
   */
  public static void encode(Command command, ByteBuffer buffer) {
    BufferWriter out = new BufferWriter(buffer);
    out.putByte(code(command.kind()));
    switch (command.kind()) {
      case CREATE_SESSION -> putCreateSession(out, (Command.CreateSession) command);
      case ATTACH_SESSION -> putAttachSession(out, (Command.AttachSession) command);
      case CLOSE_SESSION -> out.putLong(command.session());
      case ADD_IDENTITY -> putAddIdentity(out, (Command.AddIdentity) command);
      case CREATE, DELETE, SET_DATA, CHECK -> {
        out.putLong(command.session());
        putStep(out, (Command.Step) command);
      }
      case SET_ACL -> putSetAcl(out, (Command.SetAcl) command);
      case MULTI -> putMulti(out, (Command.Multi) command);
      case DELETE_IDLE -> putDeleteIdle(out, (Command.DeleteIdle) command);
      case PROPOSE_MEMBERS -> putProposeMembers(out, (Command.ProposeMembers) command);
      case SETTLE_MEMBERS -> putSettleMembers(out, (Command.SettleMembers) command);
    }
  }

  private static int code(Command.Kind kind) {
    return switch (kind) {
      case CREATE_SESSION -> CREATE_SESSION;
      case ATTACH_SESSION -> ATTACH_SESSION;
      case CLOSE_SESSION -> CLOSE_SESSION;
      case ADD_IDENTITY -> ADD_IDENTITY;
      case CREATE -> CREATE;
      case DELETE -> DELETE;
      case SET_DATA -> SET_DATA;
      case SET_ACL -> SET_ACL;
      case CHECK -> CHECK;
      case MULTI -> MULTI;
      case DELETE_IDLE -> DELETE_IDLE;
      case PROPOSE_MEMBERS -> PROPOSE_MEMBERS;
      case SETTLE_MEMBERS -> SETTLE_MEMBERS;
    };
  }

  private static void putCreateSession(BufferWriter out, Command.CreateSession c) {
    out.putLong(c.session());
    out.putData(c.password());
    out.putVarint(Integer.toUnsignedLong(c.timeoutMs()));
    out.putIds(c.identities());
  }

  private static void putAttachSession(BufferWriter out, Command.AttachSession c) {
    out.putLong(c.session());
    out.putData(c.password());
    out.putVarint(Integer.toUnsignedLong(c.timeoutMs()));
    out.putIds(c.identities());
  }

  private static void putAddIdentity(BufferWriter out, Command.AddIdentity c) {
    out.putLong(c.session());
    out.putId(c.identity());
  }

  private static void putSetAcl(BufferWriter out, Command.SetAcl c) {
    out.putLong(c.session());
    out.putText(c.path());
    out.putAcl(c.acl());
    out.putZigzag(c.version());
  }

  private static void putDeleteIdle(BufferWriter out, Command.DeleteIdle c) {
    out.putText(c.path());
    out.putLong(c.mzxid());
  }

  private static void putProposeMembers(BufferWriter out, Command.ProposeMembers c) {
    out.putLong(c.session());
    out.putLong(c.basis());
    out.putText(c.text());
  }

  private static void putSettleMembers(BufferWriter out, Command.SettleMembers c) {
    out.putLong(c.proposal());
    out.putText(c.text());
    out.putZigzag(c.error().code());
    out.putLong(c.ensemble());
  }

  private static void putMulti(BufferWriter out, Command.Multi c) {
    out.putLong(c.session());
    out.putVarint(c.steps().size());
    for (Command.Step each : c.steps()) {
      out.putByte(code(each.kind()));
      putStep(out, each);
    }
  }

  private static void putStep(BufferWriter out, Command.Step step) {
    if (step instanceof Command.Create c) {
      out.putText(c.path());
      out.putData(c.data());
      out.putAcl(c.acl());
      out.putByte(c.mode().flags());
      out.putVarint(c.ttlMs());
    } else if (step instanceof Command.SetData c) {
      out.putText(c.path());
      out.putData(c.data());
      out.putZigzag(c.version());
    } else if (step instanceof Command.Delete c) {
      out.putText(c.path());
      out.putZigzag(c.version());
    } else if (step instanceof Command.Check c) {
      out.putText(c.path());
      out.putZigzag(c.version());
    }
  }

  /**
   * Takes one command off the buffer, which must be big-endian.
   *
   * @throws MalformedCommandException if no command begins there
   */
  public static Command decode(ByteBuffer buffer) {
    BufferReader in = new BufferReader(buffer);
    int code = in.takeByte();
    return switch (code) {
      case CREATE_SESSION ->
          new Command.CreateSession(
              in.takeLong(), in.takeSomeData(), takeTimeout(in), in.takeIds());
      case ATTACH_SESSION ->
          new Command.AttachSession(
              in.takeLong(), in.takeSomeData(), takeTimeout(in), in.takeIds());
      case CLOSE_SESSION -> new Command.CloseSession(in.takeLong());
      case ADD_IDENTITY -> new Command.AddIdentity(in.takeLong(), in.takeId());
      case CREATE, DELETE, SET_DATA, CHECK -> takeStep(in, code, in.takeLong());
      case SET_ACL ->
          new Command.SetAcl(in.takeLong(), in.takePath(), in.takeAcl(), in.takeZigzag());
      case MULTI -> takeMulti(in);
      case DELETE_IDLE -> new Command.DeleteIdle(in.takePath(), in.takeLong());
      case PROPOSE_MEMBERS ->
          new Command.ProposeMembers(in.takeLong(), in.takeLong(), in.takePath());
      case SETTLE_MEMBERS ->
          new Command.SettleMembers(in.takeLong(), in.takePath(), takeError(in), in.takeLong());
      default -> throw in.malformed("there is no command with the number " + code);
    };
  }

  private static int takeTimeout(BufferReader in) {
    long timeoutMs = in.takeVarint();
    if (timeoutMs >>> 32 != 0) {
      throw in.malformed("a timeout of " + timeoutMs + " ms");
    }
    return (int) timeoutMs;
  }

  private static ErrorCode takeError(BufferReader in) {
    int code = in.takeZigzag();
    ErrorCode error = ErrorCode.of(code);
    if (error == null) {
      throw in.malformed("there is no error " + code);
    }
    return error;
  }

  private static Command takeMulti(BufferReader in) {
    long session = in.takeLong();
    int count = in.takeCount(3);
    List<Command.Step> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(takeStep(in, in.takeByte(), session));
    }
    return new Command.Multi(session, steps);
  }

  private static Command.Step takeStep(BufferReader in, int code, long session) {
    return switch (code) {
      case CREATE ->
          new Command.Create(
              session, in.takePath(), in.takeData(), in.takeAcl(), takeMode(in), in.takeVarint());
      case DELETE -> new Command.Delete(session, in.takePath(), in.takeZigzag());
      case SET_DATA -> new Command.SetData(session, in.takePath(), in.takeData(), in.takeZigzag());
      case CHECK -> new Command.Check(session, in.takePath(), in.takeZigzag());
      default -> throw in.malformed("a multi has no step with the number " + code);
    };
  }

  private static CreateMode takeMode(BufferReader in) {
    int flags = in.takeByte();
    CreateMode mode = CreateMode.of(flags);
    if (mode == null) {
      throw in.malformed("there is no create mode " + flags);
    }
    return mode;
  }
}
