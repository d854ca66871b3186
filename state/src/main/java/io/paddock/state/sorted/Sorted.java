package io.paddock.state.sorted;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set, a weight-balanced binary tree. Adding and removing give a new set that
 * shares all but a path of nodes with the old one; iteration is in order.
 *
 * <p>For what there are few of beside the znodes: sessions, ephemerals, ACLs. Children of znodes
 * have a denser structure of their own.
 */
public final class Sorted<E> implements Iterable<E> {
  // A side may have up to this many times the weight of the other, where the weight is the size
  // plus one; with it and RATIO one rotation always restores the balance.
  private static final int DELTA = 3;
  private static final int RATIO = 2;

  private final Comparator<? super E> order;
  private final @Nullable Node<E> root;

  private Sorted(Comparator<? super E> order, @Nullable Node<E> root) {
    this.order = order;
    this.root = root;
  }

  private static final class Node<E> {
    final E element;
    final @Nullable Node<E> left;
    final @Nullable Node<E> right;
    final int size;

    Node(E element, @Nullable Node<E> left, @Nullable Node<E> right, int size) {
      this.element = element;
      this.left = left;
      this.right = right;
      this.size = size;
    }
  }

  /** A set without elements. */
  public static <E> Sorted<E> empty(Comparator<? super E> order) {
    return new Sorted<>(order, null);
  }

  /** A set of elements that are already in ascending order without duplicates. */
  public static <E> Sorted<E> ofAscending(Comparator<? super E> order, List<E> elements) {
    for (int i = 1; i < elements.size(); i++) {
      if (order.compare(elements.get(i - 1), elements.get(i)) >= 0) {
        throw new IllegalArgumentException("elements " + (i - 1) + " and " + i + " do not ascend");
      }
    }
    return new Sorted<>(order, build(elements, 0, elements.size()));
  }

  private static <E> @Nullable Node<E> build(List<E> elements, int from, int to) {
    if (from == to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    return node(
        elements.get(middle), build(elements, from, middle), build(elements, middle + 1, to));
  }

  /** The number of elements. */
  public int size() {
    return size(root);
  }

  /** Whether there is no element. */
  public boolean isEmpty() {
    return root == null;
  }

  /** The element that is equal to this one in the set's order, or null. */
  public @Nullable E find(E like) {
    return find(element -> order.compare(like, element));
  }

  /**
   * The element for which {@code side} is 0, or null.
   *
   * @param side negative if what is sought comes before the given element, positive if after
   */
  public @Nullable E find(ToIntFunction<? super E> side) {
    Node<E> node = root;
    while (node != null) {
      int compared = side.applyAsInt(node.element);
      if (compared == 0) {
        return node.element;
      }
      node = compared < 0 ? node.left : node.right;
    }
    return null;
  }

  /** The set with this element, in the place of an equal one if there is one. */
  public Sorted<E> with(E element) {
    return new Sorted<>(order, with(root, element));
  }

  /** The set without the element equal to this one; this set if there is none. */
  public Sorted<E> without(E element) {
    Node<E> rest = without(root, element);
    return rest == root ? this : new Sorted<>(order, rest);
  }

  /** All elements in ascending order. */
  @Override
  public Iterator<E> iterator() {
    return new Ascent<>(root, order, null);
  }

  /** The elements that do not come before {@code first}, in ascending order. */
  public Iterable<E> from(E first) {
    return () -> new Ascent<>(root, order, first);
  }

  private Node<E> with(@Nullable Node<E> node, E element) {
    if (node == null) {
      return new Node<>(element, null, null, 1);
    }
    int compared = order.compare(element, node.element);
    if (compared == 0) {
      return new Node<>(element, node.left, node.right, node.size);
    }
    return compared < 0
        ? balanced(node.element, with(node.left, element), node.right)
        : balanced(node.element, node.left, with(node.right, element));
  }

  private @Nullable Node<E> without(@Nullable Node<E> node, E element) {
    if (node == null) {
      return null;
    }
    int compared = order.compare(element, node.element);
    if (compared == 0) {
      return joined(node.left, node.right);
    }
    if (compared < 0) {
      Node<E> left = without(node.left, element);
      return left == node.left ? node : balanced(node.element, left, node.right);
    }
    Node<E> right = without(node.right, element);
    return right == node.right ? node : balanced(node.element, node.left, right);
  }

  // Two neighbours whose parent went: the first of the right one takes its place.
  private static <E> @Nullable Node<E> joined(@Nullable Node<E> left, @Nullable Node<E> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    Node<E> first = right;
    while (first.left != null) {
      first = first.left;
    }
    return balanced(first.element, left, withoutFirst(right));
  }

  private static <E> @Nullable Node<E> withoutFirst(Node<E> node) {
    return node.left == null
        ? node.right
        : balanced(node.element, withoutFirst(node.left), node.right);
  }

  private static <E> Node<E> balanced(E element, @Nullable Node<E> left, @Nullable Node<E> right) {
    int leftWeight = size(left) + 1;
    int rightWeight = size(right) + 1;
    if (right != null && rightWeight > DELTA * leftWeight) {
      return leanLeft(element, left, right);
    }
    if (left != null && leftWeight > DELTA * rightWeight) {
      return leanRight(element, left, right);
    }
    return node(element, left, right);
  }

  private static <E> Node<E> leanLeft(E element, @Nullable Node<E> left, Node<E> right) {
    Node<E> inner = right.left;
    if (inner == null || size(inner) + 1 < RATIO * (size(right.right) + 1)) {
      return node(right.element, node(element, left, inner), right.right);
    }
    return node(
        inner.element,
        node(element, left, inner.left),
        node(right.element, inner.right, right.right));
  }

  private static <E> Node<E> leanRight(E element, Node<E> left, @Nullable Node<E> right) {
    Node<E> inner = left.right;
    if (inner == null || size(inner) + 1 < RATIO * (size(left.left) + 1)) {
      return node(left.element, left.left, node(element, inner, right));
    }
    return node(
        inner.element,
        node(left.element, left.left, inner.left),
        node(element, inner.right, right));
  }

  private static <E> Node<E> node(E element, @Nullable Node<E> left, @Nullable Node<E> right) {
    return new Node<>(element, left, right, size(left) + size(right) + 1);
  }

  private static int size(@Nullable Node<?> node) {
    return node == null ? 0 : node.size;
  }

  /** Walks up from an element. Thread: its owner. */
  private static final class Ascent<E> implements Iterator<E> {
    private final Deque<Node<E>> ahead = new ArrayDeque<>();

    Ascent(@Nullable Node<E> root, Comparator<? super E> order, @Nullable E first) {
      Node<E> node = root;
      while (node != null) {
        if (first == null || order.compare(first, node.element) <= 0) {
          ahead.push(node);
          node = node.left;
        } else {
          node = node.right;
        }
      }
    }

    @Override
    public boolean hasNext() {
      return !ahead.isEmpty();
    }

    @Override
    public E next() {
      if (ahead.isEmpty()) {
        throw new NoSuchElementException();
      }
      Node<E> node = ahead.pop();
      for (Node<E> each = node.right; each != null; each = each.left) {
        ahead.push(each);
      }
      return node.element;
    }
  }
}
