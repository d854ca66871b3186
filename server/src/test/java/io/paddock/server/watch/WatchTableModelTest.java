package io.paddock.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatcherType;
import io.paddock.state.command.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random registrations, removals and changes against rules written down as plainly as possible. */
class WatchTableModelTest {
  private static final String[] PATHS = {
    "/", "/a", "/a/b", "/a/b/c", "/a/bb", "/ab", "/b", "/b/a", "/b/a/a", "/b/a/b", "/Aa", "/BB"
  };

  private record Registration(int watcher, String path, WatchKind kind) {}

  private final WatchTable table = new WatchTable();
  private final List<RecordingWatcher> watchers = WatchTableTest.crowd(40);
  private final Set<Registration> model = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_table_agrees_with_a_plain_list_of_registrations(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 5_000; step++) {
      String what = "seed " + seed + ", step " + step;
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> add(random);
        case 5 -> remove(random, what);
        case 6 -> removeAll(random);
        default -> fire(random, what);
      }
      assertThat(table.watchCount()).as(what).isEqualTo(modelCount());
    }
  }

  private void add(Random random) {
    int watcher = random.nextInt(watchers.size());
    String path = PATHS[random.nextInt(PATHS.length)];
    WatchKind kind = WatchKind.values()[random.nextInt(4)];
    table.add(watchers.get(watcher), path, kind);
    model.add(new Registration(watcher, path, kind));
  }

  private void remove(Random random, String what) {
    int watcher = random.nextInt(watchers.size());
    String path = PATHS[random.nextInt(PATHS.length)];
    WatcherType type = WatcherType.values()[random.nextInt(5)];
    boolean there =
        model.removeIf(
            r ->
                r.watcher == watcher
                    && r.path.equals(path)
                    && (WatchKind.bits(type) & r.kind.bit()) != 0);
    assertThat(table.has(watchers.get(watcher), path, type)).as(what).isEqualTo(there);
    assertThat(table.remove(watchers.get(watcher), path, type)).as(what).isEqualTo(there);
  }

  private void removeAll(Random random) {
    int watcher = random.nextInt(watchers.size());
    table.removeAll(watchers.get(watcher));
    model.removeIf(r -> r.watcher == watcher);
  }

  private void fire(Random random, String what) {
    String path = PATHS[1 + random.nextInt(PATHS.length - 1)];
    EventType type =
        List.of(EventType.NODE_CREATED, EventType.NODE_DELETED, EventType.NODE_DATA_CHANGED)
            .get(random.nextInt(3));
    List<List<String>> expected = new ArrayList<>();
    for (int i = 0; i < watchers.size(); i++) {
      expected.add(expected(i, type, path));
    }
    table.fire(new Change(type, path, List.of(), List.of()));
    for (int i = 0; i < watchers.size(); i++) {
      assertThat(watchers.get(i).heard())
          .as("%s, watcher %d, %s %s", what, i, type, path)
          .isEqualTo(expected.get(i));
    }
  }

  private List<String> expected(int watcher, EventType type, String path) {
    List<String> events = new ArrayList<>();
    String parent = path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    boolean deleted = type == EventType.NODE_DELETED;
    boolean used = takes(watcher, path, WatchKind.DATA);
    boolean usedChild = deleted && takes(watcher, path, WatchKind.CHILD);
    boolean node = used || usedChild || has(watcher, path, WatchKind.PERSISTENT);
    for (String each : PATHS) {
      boolean covers = each.equals(path) || path.startsWith(each.equals("/") ? "/" : each + "/");
      node = node || (covers && has(watcher, each, WatchKind.RECURSIVE));
    }
    if (node) {
      String word = deleted ? "deleted " : type == EventType.NODE_CREATED ? "created " : "changed ";
      events.add(word + path);
    }
    if (type != EventType.NODE_DATA_CHANGED) {
      boolean usedOfParent = takes(watcher, parent, WatchKind.CHILD);
      if (usedOfParent || has(watcher, parent, WatchKind.PERSISTENT)) {
        events.add("children " + parent);
      }
    }
    return events;
  }

  private boolean has(int watcher, String path, WatchKind kind) {
    return model.contains(new Registration(watcher, path, kind));
  }

  private boolean takes(int watcher, String path, WatchKind kind) {
    return model.remove(new Registration(watcher, path, kind));
  }

  private int modelCount() {
    return model.stream().mapToInt(r -> r.kind == WatchKind.PERSISTENT ? 2 : 1).sum();
  }
}
