package io.paddock.state.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.Stat;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.session.Session;
import io.paddock.state.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state that a test plays with: commands in short form, each a millisecond after the one before.
 */
final class Play {
  static final List<Acl> OPEN = List.of(new Acl(Acl.ALL, Id.ANYONE));
  static final Id IP = new Id("ip", "10.1.2.3");
  static final int ORIGIN = 7;
  static final Data PASSWORD = Data.of("0123456789abcdef");

  State state = State.initial();
  Stamp.Rules rules = Stamp.Rules.DEFAULT;
  long timeMs = 1_000;
  long session;
  Applied last = new Applied(state, List.of(), Outcome.Done.DONE);

  /** With a session, 0x1001, in whose name the commands come. */
  static Play withSession() {
    Play play = new Play();
    play.session = 0x1001;
    play.open(play.session, IP);
    return play;
  }

  Outcome apply(Command command) {
    return apply(command, ORIGIN);
  }

  Outcome apply(Command command, int origin) {
    timeMs++;
    last = Applier.apply(state, command, new Stamp(timeMs, origin, rules));
    state = last.state();
    return last.outcome();
  }

  Outcome open(long id, Id... identities) {
    return apply(new Command.CreateSession(id, PASSWORD, 4_000, List.of(identities)));
  }

  Outcome create(String path) {
    return create(path, CreateMode.PERSISTENT);
  }

  Outcome create(String path, CreateMode mode) {
    return create(path, "", mode, OPEN);
  }

  Outcome create(String path, String data) {
    return create(path, data, CreateMode.PERSISTENT, OPEN);
  }

  Outcome create(String path, List<Acl> acl) {
    return create(path, "", CreateMode.PERSISTENT, acl);
  }

  Outcome create(String path, String data, CreateMode mode, @Nullable List<Acl> acl) {
    long ttlMs = mode.isTtl() ? 5_000 : 0;
    return apply(new Command.Create(session, path, Data.of(data), acl, mode, ttlMs));
  }

  Outcome delete(String path) {
    return apply(new Command.Delete(session, path, -1));
  }

  Outcome set(String path, String data) {
    return set(path, data, -1);
  }

  Outcome set(String path, String data, int version) {
    return apply(new Command.SetData(session, path, Data.of(data), version));
  }

  Outcome setAcl(String path, @Nullable List<Acl> acl, int version) {
    return apply(new Command.SetAcl(session, path, acl, version));
  }

  Outcome check(String path, int version) {
    return apply(new Command.Check(session, path, version));
  }

  Outcome multi(Command.Step... steps) {
    return apply(new Command.Multi(session, List.of(steps)));
  }

  Command.Create creation(String path) {
    return new Command.Create(session, path, Data.EMPTY, OPEN, CreateMode.PERSISTENT, 0);
  }

  Command.Create creation(String path, CreateMode mode) {
    return new Command.Create(session, path, Data.EMPTY, OPEN, mode, 0);
  }

  Znode znode(String path) {
    Znode znode = state.find(path);
    assertThat(znode).as(path).isNotNull();
    return java.util.Objects.requireNonNull(znode);
  }

  Stat stat(String path) {
    return znode(path).stat();
  }

  String data(String path) {
    Data data = znode(path).data();
    return data == null ? "null" : data.asText();
  }

  Session session() {
    return java.util.Objects.requireNonNull(state.session(session));
  }

  List<Change> changes() {
    return last.changes();
  }

  static Outcome refused(ErrorCode error) {
    return new Outcome.Refused(error);
  }

  static Acl acl(int perms, String scheme, String id) {
    return new Acl(perms, new Id(scheme, id));
  }
}
