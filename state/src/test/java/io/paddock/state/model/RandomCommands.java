package io.paddock.state.model;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import io.paddock.testgen.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that are likely to hit something that is there, and now and then nonsense. */
final class RandomCommands {
  private static final String[] NAMES = {"a", "b", "c", "a-", "b\u00e9", "d"};
  private static final String[] ODD_PATHS = {
    "",
    "/",
    "//",
    "a",
    "/a/",
    "/a//b",
    "/a/.",
    "/a/..",
    "/a/./b",
    "/a\0",
    "x/y",
    "/\ud800",
    "/a/\ud800",
    "/a?",
    "/\ue000"
  };
  private static final Id ALICE = new Id("digest", "alice:1");
  private static final Id BOB = new Id("digest", "bob:2");
  private static final Id[] IDENTITIES = {
    new Id("ip", "10.0.0.1"), ALICE, BOB, new Id("super", "")
  };
  private static final Acl[] ENTRIES = {
    new Acl(Acl.ALL, Id.ANYONE),
    new Acl(Acl.READ | Acl.CREATE, Id.ANYONE),
    new Acl(Acl.ALL, ALICE),
    new Acl(Acl.DELETE | Acl.WRITE, BOB),
    new Acl(Acl.ADMIN, new Id("auth", "")),
    new Acl(Acl.ALL, new Id("nonsense", "x"))
  };
  private static final long[] SESSIONS = {0, 0x1001, 0x1002, -0x1003L << 48};
  private static final Data PASSWORD = Data.of("secret");

  private final Seeded random;
  private final PlainState state;

  RandomCommands(Seeded random, PlainState state) {
    this.random = random;
    this.state = state;
  }

  /** A stamp that mostly fits the session's server. */
  Stamp stamp(long session, long timeMs) {
    PlainState.PlainSession found = state.sessions.get(session);
    int origin = found == null || random.chance(3) ? random.between(1, 2) : found.origin();
    Stamp.Rules rules =
        new Stamp.Rules(random.chance(10), random.chance(50), random.flip(), random.flip());
    return new Stamp(timeMs, origin, rules);
  }

  Command command() {
    long session = session();
    return switch (random.weighted(12, 5, 40, 20, 20, 6, 12, 6, 3, 3)) {
      case 0 ->
          new Command.CreateSession(
              SESSIONS[random.below(SESSIONS.length)], PASSWORD, random.below(9), identities());
      case 1 ->
          new Command.AttachSession(
              session, random.chance(80) ? PASSWORD : Data.EMPTY, random.below(9), identities());
      case 2 -> create(session);
      case 3 -> new Command.Delete(session, path(), version());
      case 4 -> setData(session);
      case 5 -> new Command.SetAcl(session, path(), acl(), version());
      case 6 -> multi(session);
      case 7 -> idle();
      case 8 -> new Command.AddIdentity(session, random.pick(IDENTITIES));
      default -> random.chance(40) ? new Command.CloseSession(session) : quota(session);
    };
  }

  private long session() {
    List<Long> live = new ArrayList<>(state.sessions.keySet());
    return live.isEmpty() || random.chance(5)
        ? SESSIONS[random.below(SESSIONS.length)]
        : random.pick(live);
  }

  private List<Id> identities() {
    return random.list(2, r -> r.pick(IDENTITIES)).stream().distinct().toList();
  }

  private Command.Create create(long session) {
    CreateMode mode = random.pick(CreateMode.values());
    String path = newPath();
    return new Command.Create(session, path, data(path), acl(), mode, mode.isTtl() ? 100 : 0);
  }

  private Command.SetData setData(long session) {
    String path = path();
    return new Command.SetData(session, path, data(path), version());
  }

  private Command multi(long session) {
    List<Command.Step> steps = new ArrayList<>();
    for (int i = random.size(6); i > 0; i--) {
      steps.add(
          switch (random.weighted(4, 2, 3, 1)) {
            case 0 -> create(session);
            case 1 -> new Command.Delete(session, path(), version());
            case 2 -> setData(session);
            default -> new Command.Check(session, path(), version());
          });
    }
    return random.chance(20) && steps.size() == 1
        ? steps.get(0)
        : new Command.Multi(session, steps);
  }

  private Command idle() {
    String path = path();
    PlainNode node = state.nodes.get(path);
    return new Command.DeleteIdle(path, node == null || random.chance(10) ? 7 : node.mzxid);
  }

  // Puts a quota on something: limits and usage, and the znodes on the way, as the tools do.
  private Command quota(long session) {
    String top = existing();
    List<Command.Step> steps = new ArrayList<>();
    String path = PathRules.QUOTA;
    for (String name : top.substring(1).split("/")) {
      path = path + "/" + name;
      if (!name.isEmpty() && !state.nodes.containsKey(path)) {
        steps.add(plain(session, path));
      }
    }
    path = top.equals("/") ? PathRules.QUOTA : path;
    steps.add(plain(session, path + "/zookeeper_limits"));
    steps.add(plain(session, path + "/zookeeper_stats"));
    return new Command.Multi(session, steps);
  }

  private Command.Create plain(long session, String path) {
    List<Acl> open = List.of(ENTRIES[0]);
    return new Command.Create(session, path, data(path), open, CreateMode.PERSISTENT, 0);
  }

  private String existing() {
    return random.pick(new ArrayList<>(state.nodes.keySet()));
  }

  private String path() {
    return random.chance(4) ? random.pick(ODD_PATHS) : random.chance(90) ? existing() : newPath();
  }

  private String newPath() {
    if (random.chance(4)) {
      return random.pick(ODD_PATHS);
    }
    String parent = random.chance(30) ? "/" : existing();
    String name =
        parent.startsWith(PathRules.QUOTA) && random.chance(50)
            ? random.pick("zookeeper_limits", "zookeeper_stats")
            : random.pick(NAMES);
    return (parent.equals("/") ? "" : parent) + "/" + name;
  }

  private @Nullable Data data(String path) {
    if (path.endsWith("/zookeeper_limits")) {
      return Data.of(
          "count=%d,bytes=%d=;byteHardLimit=%d;countHardLimit=%d"
              .formatted(limit(5), limit(20), limit(40), limit(8)));
    }
    if (path.endsWith("/zookeeper_stats")) {
      return Data.of("count=%d,bytes=%d".formatted(random.below(5), random.below(9)));
    }
    return random.orNull(10, r -> Data.of(r.bytesUpTo(20)));
  }

  private int limit(int max) {
    return random.flip() ? -1 : random.below(max);
  }

  private @Nullable List<Acl> acl() {
    return switch (random.below(12)) {
      case 0 -> null;
      case 1, 2, 3 -> random.list(3, r -> r.pick(ENTRIES));
      default -> List.of(ENTRIES[0]);
    };
  }

  private int version() {
    return random.chance(60) ? -1 : random.between(-2, 3);
  }
}
