package io.paddock.protocol.codec;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of multi and multiRead: a header of (type, done, err) before each element, and one with
 * done at the end (spec/wire.md, sections 7.2 and 7.3). The err of a request's headers is not
 * looked at.
 */
final class MultiCodec {
  private static final int END = -1;
  private static final int NO_ERR = -1;

  private MultiCodec() {}

  static Request.Multi readMulti(JuteReader in) throws ProtocolException {
    List<Request.Step> steps = new ArrayList<>();
    for (OpCode op = stepOp(in); op != null; op = stepOp(in)) {
      Request.Step step =
          switch (op) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL, DELETE, SET_DATA, CHECK ->
                StepCodec.read(op, in);
            default -> throw in.refused(op + " cannot stand in a multi");
          };
      if (step instanceof Request.Create create) {
        checkFlags(in, create);
      }
      steps.add(step);
    }
    return new Request.Multi(steps);
  }

  // Wrong flags make the whole list undecodable in the reference, instead of failing their step.
  private static void checkFlags(JuteReader in, Request.Create create) throws ProtocolException {
    CreateMode mode = CreateMode.of(create.flags());
    if (mode == null || (mode.isTtl() && create.op() != OpCode.CREATE_TTL)) {
      throw in.refused("flags " + create.flags() + " of " + create.op() + " in a multi");
    }
  }

  static Request.MultiRead readMultiRead(JuteReader in) throws ProtocolException {
    List<Request.ReadStep> steps = new ArrayList<>();
    for (OpCode op = stepOp(in); op != null; op = stepOp(in)) {
      if (op != OpCode.GET_DATA && op != OpCode.GET_CHILDREN) {
        throw in.refused(op + " cannot stand in a multiRead");
      }
      steps.add(StepCodec.readRead(op, in));
    }
    return new Request.MultiRead(steps);
  }

  // The operation of the next step, or null at the end of the list.
  private static @Nullable OpCode stepOp(JuteReader in) throws ProtocolException {
    int type = in.readInt();
    boolean done = in.readBoolean();
    in.readInt();
    if (done) {
      return null;
    }
    OpCode op = OpCode.of(type);
    if (op == null) {
      throw in.refused("type " + type + " cannot stand in a list");
    }
    return op;
  }

  static JuteWriter writeMulti(JuteWriter out, Request.Multi multi) {
    for (Request.Step step : multi.steps()) {
      StepCodec.write(writeHeader(out, step.op().code(), NO_ERR), step);
    }
    return writeEnd(out);
  }

  static JuteWriter writeMultiRead(JuteWriter out, Request.MultiRead multi) {
    for (Request.ReadStep step : multi.steps()) {
      StepCodec.writeRead(writeHeader(out, step.op().code(), NO_ERR), step);
    }
    return writeEnd(out);
  }

  static Reply.Multi readResults(JuteReader in) throws ProtocolException {
    List<StepResult> results = new ArrayList<>();
    while (true) {
      int type = in.readInt();
      boolean done = in.readBoolean();
      in.readInt();
      if (done) {
        return new Reply.Multi(results);
      }
      results.add(type == END ? new StepResult.Failed(in.readInt()) : readResult(type, in));
    }
  }

  private static StepResult readResult(int type, JuteReader in) throws ProtocolException {
    OpCode op = OpCode.of(type);
    StepResult result = op == null ? null : readResult(op, in);
    if (result == null) {
      throw in.refused("a result of type " + type + " in a list");
    }
    return result;
  }

  // Null for an operation that cannot stand in a list.
  private static @Nullable StepResult readResult(OpCode op, JuteReader in)
      throws ProtocolException {
    return switch (op) {
      case CREATE -> new StepResult.Created(in.readText("path"));
      case CREATE2, CREATE_CONTAINER, CREATE_TTL ->
          new StepResult.CreatedStat(in.readText("path"), StatCodec.read(in));
      case DELETE -> StepResult.Deleted.DELETED;
      case SET_DATA -> new StepResult.DataSet(StatCodec.read(in));
      case CHECK -> StepResult.Checked.CHECKED;
      case GET_CHILDREN -> new StepResult.Children(in.readTexts("children"));
      case GET_DATA -> new StepResult.DataRead(in.readData(), StatCodec.read(in));
      default -> null;
    };
  }

  static JuteWriter writeResults(JuteWriter out, Reply.Multi multi) {
    for (StepResult result : multi.results()) {
      writeResult(out, result);
    }
    return writeEnd(out);
  }

  private static JuteWriter writeResult(JuteWriter out, StepResult result) {
    if (result instanceof StepResult.Failed r) {
      return writeHeader(out, END, r.err()).writeInt(r.err());
    }
    if (result instanceof StepResult.Created r) {
      return writeHeader(out, OpCode.CREATE.code(), 0).writeString(r.path());
    }
    if (result instanceof StepResult.CreatedStat r) {
      return StatCodec.write(
          writeHeader(out, OpCode.CREATE2.code(), 0).writeString(r.path()), r.stat());
    }
    if (result instanceof StepResult.DataSet r) {
      return StatCodec.write(writeHeader(out, OpCode.SET_DATA.code(), 0), r.stat());
    }
    if (result instanceof StepResult.Children r) {
      return writeHeader(out, OpCode.GET_CHILDREN.code(), 0).writeStrings(r.names());
    }
    if (result instanceof StepResult.DataRead r) {
      return StatCodec.write(
          writeHeader(out, OpCode.GET_DATA.code(), 0).writeData(r.data()), r.stat());
    }
    OpCode op = result instanceof StepResult.Deleted ? OpCode.DELETE : OpCode.CHECK;
    return writeHeader(out, op.code(), 0);
  }

  private static JuteWriter writeHeader(JuteWriter out, int type, int err) {
    return out.writeInt(type).writeBoolean(false).writeInt(err);
  }

  private static JuteWriter writeEnd(JuteWriter out) {
    return out.writeInt(END).writeBoolean(true).writeInt(NO_ERR);
  }
}
