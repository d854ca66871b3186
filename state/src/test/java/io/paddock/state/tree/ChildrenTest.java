package io.paddock.state.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Data;
import io.paddock.testgen.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChildrenTest {
  @Test
  void children_are_a_sorted_map_whatever_is_done_to_them() {
    Seeded.check("children against a sorted map", 60, ChildrenTest::againstMap);
  }

  private static void againstMap(Seeded random) {
    TreeMap<String, Znode> model = new TreeMap<>(ChildrenTest::compareBytes);
    Children children = Children.none();
    boolean grow = true;
    int names = random.pick(20, 300, 5_000);
    for (int i = 0; i < 3_000; i++) {
      grow = model.size() < names / 8 || (grow && model.size() < names / 2);
      String name = name(random, names);
      Znode old = model.get(name);
      Znode node = node(name, i);
      Children before = children;
      if (old == null && random.chance(grow ? 95 : 30)) {
        children = children.with(node, node.nameHash());
        model.put(name, node);
      } else if (old != null && random.chance(grow ? 30 : 90)) {
        children = children.without(old, old.nameHash());
        model.remove(name);
      } else if (old != null) {
        children = children.replace(node, node.nameHash());
        model.put(name, node);
      }
      assertThat(before.size()).isBetween(children.size() - 1, children.size() + 1);
      assertThat(find(children, name)).isSameAs(model.get(name));
      if (i % 100 == 0) {
        checkShape(children);
        assertThat(list(children.iterator())).containsExactlyElementsOf(model.values());
        String from = name(random, names);
        assertThat(list(children.from(from)))
            .containsExactlyElementsOf(model.tailMap(from).values());
      }
    }
    checkShape(children);
    for (Znode each : model.values()) {
      children = children.without(each, each.nameHash());
    }
    assertThat(children.isEmpty()).isTrue();
  }

  private static String name(Seeded random, int names) {
    int number = random.below(names);
    return switch (random.below(3)) {
      case 0 -> "n-%010d".formatted(number);
      case 1 -> Integer.toString(number, 36);
      default -> "\u00e9" + number % 50;
    };
  }

  @Test
  void ascending_names_leave_full_leaves() {
    Children children = Children.none();
    for (int i = 0; i < 1_024; i++) {
      Znode node = node("n-%010d".formatted(i), i);
      children = children.with(node, node.nameHash());
    }
    checkShape(children);
    assertThat(leaves(children)).isEqualTo(34);
  }

  @Test
  void names_that_ascend_but_for_a_few_leave_nearly_full_leaves() {
    Seeded random = new Seeded(7);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 10_240; i += 16) {
      List<Integer> batch = new ArrayList<>(IntStream.range(i, i + 16).boxed().toList());
      numbers.addAll(random.shuffled(batch));
    }
    Children children = Children.none();
    for (int each : numbers) {
      Znode node = node("n-%010d".formatted(each), each);
      children = children.with(node, node.nameHash());
    }
    checkShape(children);
    assertThat(leaves(children)).isLessThan(10_240 / ChildLeaf.WIDTH_MAX * 11 / 10);
  }

  @Test
  void a_queue_that_moves_along_stays_small() {
    Children children = Children.none();
    for (int i = 0; i < 20_000; i++) {
      Znode node = node("n-%010d".formatted(i), i);
      children = children.with(node, node.nameHash());
      if (i >= 100) {
        Znode first = children.iterator().next();
        children = children.without(first, first.nameHash());
      }
    }
    checkShape(children);
    assertThat(leaves(children)).isLessThan(8);
    assertThat(children.names()[0]).isEqualTo("n-%010d".formatted(19_900));
  }

  @Test
  void a_change_leaves_the_children_it_was_made_from_as_they_were() {
    List<Znode> nodes =
        IntStream.range(0, 500).mapToObj(i -> node("n%04d".formatted(i), i)).toList();
    Children children = Children.ofAscending(nodes);
    Znode extra = node("n0100x", 0);

    children.with(extra, extra.nameHash());
    children.without(nodes.get(100), nodes.get(100).nameHash());
    children.replace(node("n0100", 9), nodes.get(100).nameHash());

    assertThat(list(children.iterator())).containsExactlyElementsOf(nodes);
  }

  @Test
  void children_built_from_a_list_are_found_and_in_order() {
    for (int size : new int[] {0, 1, 31, 32, 33, 64, 65, 1_023, 1_024, 1_025, 33_000}) {
      List<Znode> nodes =
          IntStream.range(0, size).mapToObj(i -> node("n%06d".formatted(i), i)).toList();
      Children children = Children.ofAscending(nodes);

      checkShape(children);
      assertThat(list(children.iterator())).containsExactlyElementsOf(nodes);
      assertThat(find(children, "n")).isNull();
      if (size > 0) {
        assertThat(find(children, "n%06d".formatted(size - 1))).isSameAs(nodes.get(size - 1));
      }
    }
  }

  @Test
  void a_list_out_of_order_is_refused() {
    List<Znode> nodes = List.of(node("b", 0), node("a", 0));

    assertThatThrownBy(() -> Children.ofAscending(nodes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("child a comes after b");
  }

  @Test
  void a_page_begins_at_a_name_that_need_not_be_there() {
    List<Znode> nodes =
        IntStream.range(0, 1_000).mapToObj(i -> node("n%04d".formatted(2 * i), i)).toList();
    Children children = Children.ofAscending(nodes);

    assertThat(children.from("n0063").next()).isSameAs(nodes.get(32));
    assertThat(children.from("n1998").next()).isSameAs(nodes.get(999));
    assertThat(children.from("").next()).isSameAs(nodes.get(0));
    assertThat(children.from("n1999").hasNext()).isFalse();
  }

  @Test
  void an_iterator_that_is_at_its_end_says_so() {
    Iterator<Znode> end = Children.none().iterator();

    assertThat(end.hasNext()).isFalse();
    assertThatThrownBy(end::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_child_that_is_not_there_cannot_be_replaced() {
    Znode node = node("a", 0);

    assertThatThrownBy(() -> Children.none().replace(node, node.nameHash()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no child has the name a");
  }

  private static Znode node(String name, long zxid) {
    TreePath path = TreePath.of(name);
    NodeStat stat = NodeStat.created(zxid, 0, Owner.NONE);
    return Znode.of(Packed.pack(path.bytes(), 0, path.size(), stat, Data.EMPTY), AclList.OPEN);
  }

  private static @Nullable Znode find(Children children, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return children.find(bytes, 0, bytes.length, Znode.nameHash(bytes, 0, bytes.length));
  }

  private static List<Znode> list(Iterator<Znode> nodes) {
    List<Znode> list = new ArrayList<>();
    nodes.forEachRemaining(list::add);
    return list;
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static int leaves(Children children) {
    if (children instanceof ChildInner inner) {
      return IntStream.range(0, inner.width()).map(i -> leaves(inner.kid(i))).sum();
    }
    return 1;
  }

  private static void checkShape(Children children) {
    checkShape(children, null, null);
  }

  // Returns the height; all names must lie between the two bounds.
  private static int checkShape(Children children, byte @Nullable [] from, byte @Nullable [] to) {
    assertThat(children.width()).isLessThanOrEqualTo(children.widthMax());
    if (children instanceof ChildInner inner) {
      int size = 0;
      int height = -1;
      for (int i = 0; i < inner.width(); i++) {
        byte[] low = i == 0 ? from : inner.boundAt(i);
        byte[] high = i == inner.width() - 1 ? to : inner.boundAt(i + 1);
        int below = checkShape(inner.kid(i), low, high);
        assertThat(below).isEqualTo(height < 0 ? below : height);
        height = below;
        size += inner.kid(i).size();
      }
      assertThat(children.size()).isEqualTo(size);
      assertThat(children.width()).isPositive();
      return height + 1;
    }
    for (Znode each : children) {
      assertThat(from == null || each.compareName(from, 0, from.length) >= 0).isTrue();
      assertThat(to == null || each.compareName(to, 0, to.length) < 0).isTrue();
    }
    return 0;
  }
}
