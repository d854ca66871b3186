package io.paddock.state.model;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.model.PlainState.PlainSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of spec/semantics.md and spec/wire.md, section 9, written down as plainly as possible:
 * everything is copied, nothing is remembered, each rule stands where it applies.
 */
final class PlainApplier {
  private static final Set<String> PROTECTED =
      Set.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config");

  PlainState state = PlainState.initial();
  List<Change> changes = new ArrayList<>();
  private Stamp stamp = new Stamp(0, 0, Stamp.Rules.DEFAULT);

  /** Why a command is refused. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    final ErrorCode error;

    Refusal(ErrorCode error) {
      super(error.name(), null, false, false);
      this.error = error;
    }
  }

  Outcome apply(Command command, Stamp stamp) {
    this.stamp = stamp;
    PlainState before = state;
    state = before.copy();
    changes = new ArrayList<>();
    Outcome outcome;
    int step = -1;
    try {
      if (command instanceof Command.Multi multi) {
        checkSession(command.session());
        List<Outcome> outcomes = new ArrayList<>();
        for (step = 0; step < multi.steps().size(); step++) {
          outcomes.add(change(multi.steps().get(step)));
        }
        outcome = new Outcome.MultiDone(outcomes);
      } else {
        outcome = single(command);
      }
    } catch (Refusal refusal) {
      state = before;
      changes = new ArrayList<>();
      return step < 0
          ? new Outcome.Refused(refusal.error)
          : new Outcome.MultiRefused(step, refusal.error);
    }
    if (takesZxid(command)) {
      state.zxid++;
    }
    return outcome;
  }

  private static boolean takesZxid(Command command) {
    return switch (command.kind()) {
      case ATTACH_SESSION, ADD_IDENTITY, CHECK -> false;
      case MULTI -> ((Command.Multi) command).steps().stream().anyMatch(PlainApplier::takesZxid);
      default -> true;
    };
  }

  private long zxid() {
    return state.zxid + 1;
  }

  private void checkSession(long id) throws Refusal {
    PlainSession session = state.sessions.get(id);
    if (id == 0) {
      return;
    }
    if (session == null) {
      throw new Refusal(ErrorCode.SESSION_EXPIRED);
    }
    if (session.origin() != stamp.origin()) {
      throw new Refusal(ErrorCode.SESSION_MOVED);
    }
  }

  private Outcome single(Command command) throws Refusal {
    if (command instanceof Command.CreateSession c) {
      boolean reserved = c.session() == 0 || c.session() == Long.MIN_VALUE;
      if (reserved || c.session() >>> 56 == 0xff || state.sessions.containsKey(c.session())) {
        throw new Refusal(ErrorCode.BAD_ARGUMENTS);
      }
      state.sessions.put(
          c.session(),
          new PlainSession(c.password(), c.timeoutMs(), stamp.origin(), c.identities()));
      return new Outcome.Attached(c.session(), c.password(), c.timeoutMs());
    }
    if (command instanceof Command.AttachSession c) {
      PlainSession session = state.sessions.get(c.session());
      if (session == null || !session.password().equals(c.password())) {
        throw new Refusal(ErrorCode.SESSION_EXPIRED);
      }
      state.sessions.put(
          c.session(),
          new PlainSession(c.password(), c.timeoutMs(), stamp.origin(), c.identities()));
      return new Outcome.Attached(c.session(), c.password(), c.timeoutMs());
    }
    if (command instanceof Command.CloseSession c) {
      if (!state.sessions.containsKey(c.session())) {
        throw new Refusal(ErrorCode.SESSION_EXPIRED);
      }
      for (String path : state.ephemerals(c.session())) {
        remove(path);
      }
      state.sessions.remove(c.session());
      return new Outcome.Closed(c.session());
    }
    checkSession(command.session());
    if (command instanceof Command.AddIdentity c) {
      PlainSession s = state.sessions.get(c.session());
      if (s == null) {
        throw new Refusal(ErrorCode.SESSION_EXPIRED);
      }
      List<Id> identities = new ArrayList<>(s.identities());
      if (!identities.contains(c.identity())) {
        identities.add(c.identity());
      }
      state.sessions.put(
          c.session(), new PlainSession(s.password(), s.timeoutMs(), s.origin(), identities));
      return Outcome.Done.DONE;
    }
    return change(command);
  }

  private Outcome change(Command command) throws Refusal {
    if (command instanceof Command.Create c) {
      return create(c);
    } else if (command instanceof Command.Delete c) {
      return delete(c);
    } else if (command instanceof Command.SetData c) {
      return setData(c);
    } else if (command instanceof Command.SetAcl c) {
      return setAcl(c);
    } else if (command instanceof Command.Check c) {
      PlainNode node = valid(c.path());
      may(c.session(), Acl.READ, node);
      version(c.version(), node.version);
      return Outcome.Done.DONE;
    } else if (command instanceof Command.DeleteIdle c) {
      return deleteIdle(c);
    }
    throw new IllegalArgumentException(command.toString());
  }

  private Outcome create(Command.Create c) throws Refusal {
    CreateMode mode = c.mode();
    if (mode.isEphemeral() && c.session() == 0) {
      throw new Refusal(ErrorCode.SESSION_EXPIRED);
    }
    if (!c.path().contains("/") || c.path().contains("\0")) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    List<Acl> acl = fixup(c.session(), c.acl());
    PlainNode parent = existing(PlainState.parent(c.path()));
    may(c.session(), Acl.CREATE, parent);
    String path = mode.isSequential() ? c.path() + "%010d".formatted(parent.creates) : c.path();
    if (!PathRules.isValid(path)) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    if (state.nodes.containsKey(path)) {
      throw new Refusal(ErrorCode.NODE_EXISTS);
    }
    if (parent.session != 0) {
      throw new Refusal(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
    }
    PlainNode node = new PlainNode();
    node.data = c.data();
    checkQuota(path, 1, node.size());
    node.acl = acl;
    node.czxid = node.mzxid = node.pzxid = zxid();
    node.ctime = node.mtime = stamp.timeMs();
    node.session = mode.isEphemeral() ? c.session() : 0;
    node.container = mode == CreateMode.CONTAINER;
    node.ttlMs = mode.isTtl() ? c.ttlMs() : 0;
    parent.creates++;
    parent.pzxid = zxid();
    state.nodes.put(path, node);
    int size = node.size();
    if (path.startsWith("/zookeeper/quota/") && path.endsWith("/zookeeper_stats")) {
      fillUsage(path, node);
    }
    charge(path, 1, size);
    changes.add(new Change(EventType.NODE_CREATED, path, acl, parent.acl));
    PlainNode fresh = node.copy();
    fresh.data = c.data();
    return new Outcome.Created(path, fresh.stat(0));
  }

  private Outcome delete(Command.Delete c) throws Refusal {
    boolean path = c.path().contains("/") && !c.path().contains("\0");
    if (!path || PROTECTED.contains(c.path())) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    may(c.session(), Acl.DELETE, existing(PlainState.parent(c.path())));
    version(c.version(), existing(c.path()).version);
    removeEmpty(c.path());
    return Outcome.Done.DONE;
  }

  private Outcome deleteIdle(Command.DeleteIdle c) throws Refusal {
    if (!c.path().contains("/") || c.path().contains("\0") || PROTECTED.contains(c.path())) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    PlainNode node = existing(c.path());
    if ((!node.container && node.ttlMs == 0) || node.mzxid != c.mzxid()) {
      throw new Refusal(ErrorCode.BAD_VERSION);
    }
    removeEmpty(c.path());
    return Outcome.Done.DONE;
  }

  private void removeEmpty(String path) throws Refusal {
    if (!state.children(path).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_EMPTY);
    }
    remove(path);
  }

  private void remove(String path) {
    PlainNode parent = state.node(PlainState.parent(path));
    PlainNode node = state.node(path);
    state.nodes.remove(path);
    parent.pzxid = zxid();
    charge(path, -1, -node.size());
    changes.add(new Change(EventType.NODE_DELETED, path, node.acl, parent.acl));
  }

  private Outcome setData(Command.SetData c) throws Refusal {
    PlainNode node = valid(c.path());
    may(c.session(), Acl.WRITE, node);
    long growth = (c.data() == null ? 0 : c.data().size()) - (long) node.size();
    checkQuota(c.path(), 0, growth);
    version(c.version(), node.version);
    node.data = c.data();
    node.version++;
    node.mzxid = zxid();
    node.mtime = stamp.timeMs();
    Outcome outcome = new Outcome.Changed(node.stat(state.children(c.path()).size()));
    charge(c.path(), 0, growth);
    changes.add(new Change(EventType.NODE_DATA_CHANGED, c.path(), node.acl, List.of()));
    return outcome;
  }

  private Outcome setAcl(Command.SetAcl c) throws Refusal {
    if (!PathRules.isValid(c.path())) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    List<Acl> acl = fixup(c.session(), c.acl());
    PlainNode node = existing(c.path());
    may(c.session(), Acl.ADMIN, node);
    version(c.version(), node.aversion);
    node.acl = acl;
    node.aversion++;
    return new Outcome.Changed(node.stat(state.children(c.path()).size()));
  }

  private PlainNode valid(String path) throws Refusal {
    if (!PathRules.isValid(path)) {
      throw new Refusal(ErrorCode.BAD_ARGUMENTS);
    }
    return existing(path);
  }

  private PlainNode existing(String path) throws Refusal {
    PlainNode node = state.nodes.get(path);
    if (node == null) {
      throw new Refusal(ErrorCode.NO_NODE);
    }
    return node;
  }

  private static void version(int wanted, int actual) throws Refusal {
    if (wanted != -1 && wanted != actual) {
      throw new Refusal(ErrorCode.BAD_VERSION);
    }
  }

  private List<Id> identities(long session) {
    PlainSession found = state.sessions.get(session);
    return found == null ? List.of() : found.identities();
  }

  // Of the schemes only those that the tests use.
  private void may(long session, int perm, PlainNode node) throws Refusal {
    if (session == 0 || stamp.rules().skipAcl()) {
      return;
    }
    for (Id identity : identities(session)) {
      if ("super".equals(identity.scheme())) {
        return;
      }
    }
    for (Acl each : node.acl) {
      boolean means = each.id().equals(Id.ANYONE) || identities(session).contains(each.id());
      if ((each.perms() & perm) != 0 && means) {
        return;
      }
    }
    throw new Refusal(ErrorCode.NO_AUTH);
  }

  private List<Acl> fixup(long session, @Nullable List<Acl> acl) throws Refusal {
    List<Acl> fixed = new ArrayList<>();
    for (Acl each : acl == null ? List.<Acl>of() : acl.stream().distinct().toList()) {
      if ("auth".equals(each.id().scheme())) {
        int size = fixed.size();
        for (Id identity : identities(session)) {
          if ("digest".equals(identity.scheme())) {
            fixed.add(new Acl(each.perms(), identity));
          }
        }
        if (fixed.size() == size) {
          throw new Refusal(ErrorCode.INVALID_ACL);
        }
      } else if (each.id().equals(Id.ANYONE) || "digest".equals(each.id().scheme())) {
        fixed.add(each);
      } else {
        throw new Refusal(ErrorCode.INVALID_ACL);
      }
    }
    if (fixed.isEmpty()) {
      throw new Refusal(ErrorCode.INVALID_ACL);
    }
    return fixed;
  }

  // Quotas: usage and limits of the tests are always written in full.

  private @Nullable String quotaOver(String path) {
    String deepest = null;
    for (String each : state.below("/zookeeper/quota")) {
      if (each.endsWith("/zookeeper_limits")) {
        String of = PlainState.parent(each).substring("/zookeeper/quota".length());
        if (!of.isEmpty() && (path.equals(of) || path.startsWith(of + "/"))) {
          deepest = deepest == null || deepest.length() < of.length() ? of : deepest;
        }
      }
    }
    return deepest;
  }

  private void checkQuota(String path, long count, long bytes) throws Refusal {
    String quota = quotaOver(path);
    if (quota == null || !stamp.rules().enforceQuota()) {
      return;
    }
    long[] used = numbers("/zookeeper/quota" + quota + "/zookeeper_stats");
    long[] limits = numbers("/zookeeper/quota" + quota + "/zookeeper_limits");
    boolean known = used.length == 2 && limits.length == 4;
    boolean tooMany = known && limits[3] >= 0 && count != 0 && used[0] + count > limits[3];
    boolean tooMuch = known && limits[2] >= 0 && bytes != 0 && used[1] + bytes > limits[2];
    if (tooMany || tooMuch) {
      throw new Refusal(ErrorCode.QUOTA_EXCEEDED);
    }
  }

  private void charge(String path, long count, long bytes) {
    String quota = quotaOver(path);
    String usage = "/zookeeper/quota" + quota + "/zookeeper_stats";
    long[] used = numbers(usage);
    if (quota != null && used.length == 2) {
      long countNow = used[0] + count;
      long bytesNow = used[1] + bytes;
      state.node(usage).data = Data.of("count=" + countNow + ",bytes=" + bytesNow);
    }
  }

  private void fillUsage(String usage, PlainNode node) {
    String top = PlainState.parent(usage).substring("/zookeeper/quota".length());
    long count = 0;
    long bytes = 0;
    for (String each : state.below(top.isEmpty() ? "/" : top)) {
      count++;
      bytes += state.node(each).size();
    }
    node.data = Data.of("count=" + count + ",bytes=" + bytes);
  }

  private long[] numbers(String path) {
    PlainNode node = state.nodes.get(path);
    Data data = node == null ? null : node.data;
    if (data == null || !data.asText().matches(".*=-?[0-9]+.*")) {
      return new long[0];
    }
    String[] parts = data.asText().replaceAll("[^-0-9]+", " ").trim().split(" ");
    long[] numbers = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Long.parseLong(parts[i]);
    }
    return numbers;
  }
}
