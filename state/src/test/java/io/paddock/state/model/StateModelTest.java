package io.paddock.state.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.state.apply.Applied;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.codec.CommandCodec;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.session.Session;
import io.paddock.state.snapshot.SnapshotCodec;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.TreeWalk;
import io.paddock.state.tree.Znode;
import io.paddock.testgen.Seeded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random commands against the plain model: everything is compared after every command. */
class StateModelTest {
  private static final int COMMANDS = 150;

  @Test
  void a_state_does_what_the_model_does() {
    Seeded.check("state against model", 250, StateModelTest::run);
  }

  private static void run(Seeded random) throws IOException {
    PlainApplier model = new PlainApplier();
    State state = State.initial();
    for (int i = 0; i < COMMANDS; i++) {
      RandomCommands commands = new RandomCommands(random, model.state);
      Command command = commands.command();
      Stamp stamp = commands.stamp(command.session(), 1_000 + 10L * i);
      State before = state;
      long digest = before.digest();

      Outcome expected = model.apply(command, stamp);
      Applied applied = Applier.apply(before, random.flip() ? command : copy(command), stamp);
      state = applied.state();

      String what = i + ": " + command + " " + stamp;
      assertThat(applied.outcome()).as(what).isEqualTo(expected);
      assertThat(applied.changes()).as(what).isEqualTo(model.changes);
      compare(what, state, model.state);
      assertThat(before.digest()).as("the state before").isEqualTo(digest);
      if (random.chance(5)) {
        state = reloaded(state);
        compare(what + " reloaded", state, model.state);
      }
    }
  }

  private static Command copy(Command command) {
    ByteBuffer bytes = ByteBuffer.allocate(4_096);
    CommandCodec.encode(command, bytes);
    return CommandCodec.decode(bytes.flip());
  }

  private static State reloaded(State state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(state, out);
    return SnapshotCodec.read(new ByteArrayInputStream(out.toByteArray()));
  }

  private static void compare(String what, State state, PlainState model) {
    assertThat(state.zxid()).as(what).isEqualTo(model.zxid);
    compareTree(what, state.tree(), model);
    compareSessions(what, state, model);
    Tree recounted = state.tree().recounted();
    assertThat(recounted.digest()).as(what).isEqualTo(state.tree().digest());
    assertThat(recounted.znodes()).as(what).isEqualTo(state.tree().znodes());
    assertThat(recounted.ephemerals()).as(what).isEqualTo(state.tree().ephemerals());
    assertThat(recounted.dataBytes()).as(what).isEqualTo(state.tree().dataBytes());
    assertThat(recounted.aclLists().toString())
        .as(what)
        .isEqualTo(state.tree().aclLists().toString());
    assertThat(recounted.idlePaths()).as(what).containsExactlyElementsOf(state.tree().idlePaths());
  }

  private static void compareTree(String what, Tree tree, PlainState model) {
    List<String> paths = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    TreeWalk walk = tree.walk();
    while (walk.next()) {
      String path = walk.path();
      paths.add(path);
      Znode znode = walk.znode();
      assertThat(tree.find(path)).as(what).isSameAs(znode);
      PlainNode node = model.node(path);
      assertThat(znode.stat()).as(what + " " + path).isEqualTo(node.stat(count(model, path)));
      assertThat(znode.data()).as(what + " " + path).isEqualTo(node.data);
      assertThat(znode.acl()).as(what + " " + path).isEqualTo(node.acl);
      if (node.container || node.ttlMs > 0) {
        idle.add(path);
      }
    }
    assertThat(paths).as(what).containsExactlyInAnyOrderElementsOf(model.nodes.keySet());
    assertThat(tree.znodes()).as(what).isEqualTo(paths.size());
    assertThat(tree.idlePaths()).as(what).containsExactlyInAnyOrderElementsOf(idle);
  }

  private static int count(PlainState model, String path) {
    return model.children(path).size();
  }

  private static void compareSessions(String what, State state, PlainState model) {
    assertThat(state.sessions().size()).as(what).isEqualTo(model.sessions.size());
    long ephemerals = 0;
    for (Session each : state.sessions()) {
      PlainState.PlainSession session = model.sessions.get(each.id());
      PlainState.PlainSession same =
          new PlainState.PlainSession(
              each.password(), each.timeoutMs(), each.origin(), each.identities());
      assertThat(same).as(what).isEqualTo(session);
      assertThat(each.ephemerals(""))
          .as(what)
          .containsExactlyElementsOf(model.ephemerals(each.id()));
      ephemerals += each.ephemerals().size();
    }
    assertThat(state.tree().ephemerals()).as(what).isEqualTo(ephemerals);
  }
}
