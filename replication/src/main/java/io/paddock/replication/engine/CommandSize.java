package io.paddock.replication.engine;

import io.paddock.protocol.message.Data;
import io.paddock.state.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * Reckons how much memory a command holds, for limits: the parts that a client can make large.
 * Pure.
 */
final class CommandSize {
  private static final int FIXED_BYTES = 64;

  private CommandSize() {}

  static int reckon(Command command) {
    return switch (command.kind()) {
      case CREATE -> {
        Command.Create c = (Command.Create) command;
        yield FIXED_BYTES + c.path().length() + size(c.data());
      }
      case SET_DATA -> {
        Command.SetData c = (Command.SetData) command;
        yield FIXED_BYTES + c.path().length() + size(c.data());
      }
      case MULTI -> {
        int sum = FIXED_BYTES;
        for (Command.Step each : ((Command.Multi) command).steps()) {
          sum += reckon(each);
        }
        yield sum;
      }
      case DELETE -> FIXED_BYTES + ((Command.Delete) command).path().length();
      case CHECK -> FIXED_BYTES + ((Command.Check) command).path().length();
      case SET_ACL -> {
        Command.SetAcl c = (Command.SetAcl) command;
        int entries = c.acl() == null ? 0 : c.acl().size();
        yield FIXED_BYTES * (1 + entries) + c.path().length();
      }
      case PROPOSE_MEMBERS -> FIXED_BYTES + ((Command.ProposeMembers) command).text().length();
      case SETTLE_MEMBERS -> FIXED_BYTES + ((Command.SettleMembers) command).text().length();
      case CREATE_SESSION, ATTACH_SESSION, CLOSE_SESSION, ADD_IDENTITY, DELETE_IDLE ->
          2 * FIXED_BYTES;
    };
  }

  private static int size(@Nullable Data data) {
    return data == null ? 0 : data.size();
  }
}
