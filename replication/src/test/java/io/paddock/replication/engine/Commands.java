package io.paddock.replication.engine;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.state.command.Command;
import java.util.List;

/** Commands that a server makes on its own behalf. */
final class Commands {
  private Commands() {}

  static Command createZnode(String path, String data) {
    return createZnode(path, data, CreateMode.PERSISTENT);
  }

  static Command createZnode(String path, String data, CreateMode mode) {
    return new Command.Create(0, path, Data.of(data), Acl.OPEN, mode, 0);
  }

  static Command setData(String path, String data) {
    return new Command.SetData(0, path, Data.of(data), -1);
  }

  static Command openSession(long id) {
    return new Command.CreateSession(id, Data.of("password"), 10_000, List.of());
  }
}
