package io.paddock.bench.state;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.state.apply.Applied;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import java.util.List;

/** The tree that the goals are about: 1,000 parents with 1,000 children of 100 bytes each. */
public final class LargeTree {
  /** Znodes right below the root. */
  public static final int PARENTS = 1_000;

  /** Children of each. */
  public static final int CHILDREN = 1_000;

  static final int DATA_BYTES = 100;
  static final long SESSION = 0x0100_0018_fac9_0000L;
  static final Stamp.Rules RULES = Stamp.Rules.DEFAULT;
  static final List<Acl> OPEN = List.of(new Acl(Acl.ALL, Id.ANYONE));

  private LargeTree() {}

  /** The path of a parent. */
  public static String parent(int i) {
    return String.format("/p%03d", i);
  }

  /** The path of a child. */
  public static String child(int parent, int child) {
    return String.format("/p%03d/n%06d", parent, child);
  }

  /** A state with one session and no znodes but the built-in ones. */
  static State empty() {
    Data password = Data.of(new byte[16]);
    List<Id> identities = List.of(new Id("ip", "127.0.0.1"));
    return apply(State.initial(), new Command.CreateSession(SESSION, password, 10_000, identities));
  }

  /** A state with the tree, made by creating one znode after the other, children in turn. */
  public static State grown() {
    State state = empty();
    for (int i = 0; i < PARENTS; i++) {
      state = apply(state, create(parent(i), Data.EMPTY));
    }
    byte[] data = new byte[DATA_BYTES];
    for (int j = 0; j < CHILDREN; j++) {
      for (int i = 0; i < PARENTS; i++) {
        data[i % DATA_BYTES]++;
        state = apply(state, create(child(i, j), Data.of(data)));
      }
    }
    return state;
  }

  static Command create(String path, Data data) {
    return new Command.Create(SESSION, path, data, OPEN, CreateMode.PERSISTENT, 0);
  }

  static State apply(State state, Command command) {
    Applied applied =
        Applier.apply(state, command, new Stamp(1_700_000_000_000L + state.zxid(), 1, RULES));
    if (applied.outcome() instanceof Outcome.Refused refused) {
      throw new IllegalStateException(command + ": " + refused);
    }
    return applied.state();
  }
}
