package io.paddock.server.watch;

import static io.paddock.server.watch.WatchKind.CHILD;
import static io.paddock.server.watch.WatchKind.DATA;
import static io.paddock.server.watch.WatchKind.PERSISTENT;
import static io.paddock.server.watch.WatchKind.RECURSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.WatcherType;
import io.paddock.state.command.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 9. */
class WatchTableTest {
  private static final List<Acl> OPEN = List.of(new Acl(Acl.ALL, Id.ANYONE));

  private final WatchTable table = new WatchTable();
  private final RecordingWatcher a = new RecordingWatcher();
  private final RecordingWatcher b = new RecordingWatcher();

  @Test
  void a_data_watch_fires_once_for_any_of_created_changed_deleted() {
    for (EventType type :
        List.of(EventType.NODE_CREATED, EventType.NODE_DATA_CHANGED, EventType.NODE_DELETED)) {
      table.add(a, "/x", DATA);

      fire(type, "/x");
      fire(type, "/x");

      assertThat(a.heard()).hasSize(1).first().asString().endsWith(" /x");
      assertThat(table.watchCount()).isZero();
      assertThat(table.pathCount()).isZero();
    }
  }

  @Test
  void setting_the_same_watch_twice_leaves_one() {
    table.add(a, "/x", DATA);
    table.add(a, "/x", DATA);

    assertThat(table.watchCount()).isEqualTo(1);
  }

  @Test
  void a_child_watch_hears_of_children_made_and_gone_but_not_of_their_data() {
    table.add(a, "/p", CHILD);
    changed("/p/n");
    changed("/p");
    created("/p/n/m");
    assertThat(a.heard()).isEmpty();

    created("/p/n");
    assertThat(a.heard()).containsExactly("children /p");

    table.add(a, "/p", CHILD);
    deleted("/p/n");
    assertThat(a.heard()).containsExactly("children /p");
  }

  @Test
  void a_child_watch_does_not_hear_of_the_creation_of_its_own_path() {
    table.add(a, "/p", CHILD);

    created("/p");

    assertThat(a.heard()).isEmpty();
    assertThat(table.watchCount()).isEqualTo(1);
  }

  @Test
  void deletion_is_told_once_to_a_connection_with_both_standard_watches_and_uses_up_both() {
    table.add(a, "/p", DATA);
    table.add(a, "/p", CHILD);

    deleted("/p");

    assertThat(a.heard()).containsExactly("deleted /p");
    assertThat(table.watchCount()).isZero();
    assertThat(a.isWatching()).isFalse();
  }

  @Test
  void the_event_of_the_znode_comes_before_the_event_of_its_parent() {
    table.add(a, "/p", CHILD);
    table.add(a, "/p/n", DATA);

    created("/p/n");

    assertThat(a.heard()).containsExactly("created /p/n", "children /p");
  }

  @Test
  void the_root_hears_of_its_children() {
    table.add(a, "/", CHILD);

    created("/x");

    assertThat(a.heard()).containsExactly("children /");
  }

  @Test
  void a_persistent_watch_hears_everything_of_exactly_its_path_and_stays() {
    table.add(a, "/p", PERSISTENT);
    created("/p");
    changed("/p");
    created("/p/n");
    changed("/p/n");
    deleted("/p/n");
    deleted("/p");
    created("/p");

    assertThat(a.heard())
        .containsExactly(
            "created /p", "changed /p", "children /p", "children /p", "deleted /p", "created /p");
    assertThat(table.watchCount()).as("a data and a child watch").isEqualTo(2);
  }

  @Test
  void a_recursive_watch_hears_of_all_below_and_never_of_children_changed() {
    table.add(a, "/p", RECURSIVE);
    created("/p");
    created("/p/n");
    created("/p/n/m");
    changed("/p/n/m");
    deleted("/p/n/m");
    created("/pq");
    created("/q/p");

    assertThat(a.heard())
        .containsExactly(
            "created /p", "created /p/n", "created /p/n/m", "changed /p/n/m", "deleted /p/n/m");
  }

  @Test
  void a_recursive_watch_on_the_root_covers_everything() {
    table.add(a, "/", RECURSIVE);
    changed("/");
    created("/x");
    deleted("/x/y/z");

    assertThat(a.heard()).containsExactly("changed /", "created /x", "deleted /x/y/z");
  }

  @Test
  void overlapping_watches_give_one_event_for_each_change() {
    table.add(a, "/", RECURSIVE);
    table.add(a, "/p", RECURSIVE);
    table.add(a, "/p/n", RECURSIVE);
    table.add(a, "/p/n", PERSISTENT);
    table.add(a, "/p/n", DATA);
    table.add(b, "/p", RECURSIVE);

    changed("/p/n");

    assertThat(a.heard()).containsExactly("changed /p/n");
    assertThat(b.heard()).containsExactly("changed /p/n");
  }

  @Test
  void a_recursive_and_a_child_watch_on_the_parent_give_two_different_events() {
    table.add(a, "/p", RECURSIVE);
    table.add(a, "/p", CHILD);

    created("/p/c");

    assertThat(a.heard()).containsExactly("created /p/c", "children /p");
  }

  @Test
  void a_persistent_watch_survives_the_standard_ones_on_its_path() {
    table.add(a, "/p", PERSISTENT);
    table.add(a, "/p", DATA);
    table.add(a, "/p", CHILD);

    deleted("/p");
    created("/p");

    assertThat(a.heard()).containsExactly("deleted /p", "created /p");
    assertThat(table.has(a, "/p", WatcherType.DATA)).isFalse();
    assertThat(table.has(a, "/p", WatcherType.CHILDREN)).isFalse();
    assertThat(table.has(a, "/p", WatcherType.PERSISTENT)).isTrue();
  }

  @Test
  void each_type_removes_only_its_own_kind_and_any_removes_the_rest() {
    for (WatchKind kind : WatchKind.values()) {
      table.add(a, "/p", kind);
    }
    table.add(b, "/p", DATA);

    assertThat(table.remove(a, "/p", WatcherType.DATA)).isTrue();
    assertThat(table.remove(a, "/p", WatcherType.DATA)).isFalse();
    assertThat(table.has(a, "/p", WatcherType.CHILDREN)).isTrue();
    assertThat(table.remove(a, "/p", WatcherType.PERSISTENT_RECURSIVE)).isTrue();
    assertThat(table.has(a, "/p", WatcherType.PERSISTENT)).isTrue();
    assertThat(table.remove(a, "/p", WatcherType.ANY)).isTrue();
    assertThat(table.remove(a, "/p", WatcherType.ANY)).isFalse();
    assertThat(table.has(b, "/p", WatcherType.ANY)).isTrue();
    assertThat(table.remove(b, "/q", WatcherType.ANY)).isFalse();
  }

  @Test
  void a_connection_that_goes_takes_its_watches_and_no_others() {
    table.add(a, "/p", DATA);
    table.add(a, "/q", RECURSIVE);
    table.add(b, "/p", DATA);

    table.removeAll(a);
    changed("/p");
    changed("/q");

    assertThat(a.heard()).isEmpty();
    assertThat(b.heard()).containsExactly("changed /p");
    assertThat(table.pathCount()).isZero();
  }

  @Test
  void the_acl_that_decides_is_the_parents_for_children_changed() {
    List<Acl> own = List.of(new Acl(Acl.READ, new Id("digest", "own")));
    List<Acl> parents = List.of(new Acl(Acl.READ, new Id("digest", "parent")));
    table.add(a, "/p", CHILD);
    table.add(a, "/p/n", DATA);

    table.fire(new Change(EventType.NODE_CREATED, "/p/n", own, parents));

    assertThat(a.acls()).containsExactly(own, parents);
  }

  @Test
  void watches_on_paths_that_no_znode_can_have_are_kept_and_never_fire() {
    for (String path : List.of("", "x", "/p/", "//")) {
      table.add(a, path, RECURSIVE);
    }
    created("/p");
    created("/p/x");

    assertThat(a.heard()).isEmpty();
    assertThat(table.pathCount()).isEqualTo(4);
  }

  @Test
  void ten_thousand_watchers_of_one_path_all_hear_and_all_go() {
    List<RecordingWatcher> crowd = crowd(10_000);
    for (RecordingWatcher each : crowd) {
      table.add(each, "/hot", DATA);
      table.add(each, "/hot", PERSISTENT);
    }
    changed("/hot");
    assertThat(crowd).allSatisfy(w -> assertThat(w.heard()).containsExactly("changed /hot"));

    for (RecordingWatcher each : crowd.subList(0, 9_990)) {
      assertThat(table.remove(each, "/hot", WatcherType.PERSISTENT)).isTrue();
    }
    changed("/hot");
    assertThat(crowd.subList(0, 9_990)).allSatisfy(w -> assertThat(w.heard()).isEmpty());
    assertThat(crowd.subList(9_990, 10_000)).allSatisfy(w -> assertThat(w.heard()).hasSize(1));
    crowd.forEach(table::removeAll);
    assertThat(table.pathCount()).isZero();
    assertThat(table.watchCount()).isZero();
  }

  @Test
  void the_table_grows_and_shrinks_with_its_paths() {
    for (int i = 0; i < 100_000; i++) {
      table.add(a, "/n" + i, DATA);
    }
    assertThat(table.pathCount()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      changed("/n" + i);
    }
    assertThat(a.heard()).hasSize(100_000);
    assertThat(table.pathCount()).isZero();
    table.add(a, "/n1", DATA);
    changed("/n1");
    assertThat(a.heard()).containsExactly("changed /n1");
  }

  @Test
  void figures_list_data_watches_only() {
    table.add(a, "/d", DATA);
    table.add(a, "/c", CHILD);
    table.add(a, "/p", PERSISTENT);
    table.add(a, "/r", RECURSIVE);

    assertThat(a.dataPaths()).containsExactlyInAnyOrder("/d", "/p", "/r");
    assertThat(table.watchCount()).isEqualTo(5);
  }

  static List<RecordingWatcher> crowd(int size) {
    List<RecordingWatcher> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      crowd.add(new RecordingWatcher());
    }
    return crowd;
  }

  private void created(String path) {
    fire(EventType.NODE_CREATED, path);
  }

  private void changed(String path) {
    fire(EventType.NODE_DATA_CHANGED, path);
  }

  private void deleted(String path) {
    fire(EventType.NODE_DELETED, path);
  }

  private void fire(EventType type, String path) {
    table.fire(new Change(type, path, OPEN, OPEN));
  }
}
