package io.paddock.state.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks through children in the order of their names. Thread: its owner. */
final class ChildIterator implements Iterator<Znode> {
  private @Nullable Deque<Step> above; // the inner nodes on the way to the leaf, the nearest first
  private ChildLeaf leaf = ChildLeaf.EMPTY;
  private int next; // index in the leaf

  /** Where in an inner node the walk is. */
  private static final class Step {
    final ChildInner inner;
    int kid;

    Step(ChildInner inner, int kid) {
      this.inner = inner;
      this.kid = kid;
    }
  }

  /** Begins with the first name that is not less than {@code first}; null means at the start. */
  ChildIterator(Children children, byte @Nullable [] first) {
    Children at = children;
    while (at instanceof ChildInner inner) {
      int kid = first == null ? 0 : inner.kidOf(first, 0, first.length);
      above().push(new Step(inner, kid));
      at = inner.kid(kid);
    }
    leaf = (ChildLeaf) at;
    next = first == null ? 0 : leaf.ceiling(first, 0, first.length);
    if (next == leaf.size()) {
      nextLeaf();
    }
  }

  private Deque<Step> above() {
    if (above == null) {
      above = new ArrayDeque<>(4);
    }
    return above;
  }

  private void nextLeaf() {
    if (above == null) {
      return;
    }
    while (!above.isEmpty() && above.peek().kid == above.peek().inner.width() - 1) {
      above.pop();
    }
    if (above.isEmpty()) {
      return;
    }
    Step step = above.peek();
    Children at = step.inner.kid(++step.kid);
    while (at instanceof ChildInner inner) {
      above.push(new Step(inner, 0));
      at = inner.kid(0);
    }
    leaf = (ChildLeaf) at;
    next = 0;
  }

  @Override
  public boolean hasNext() {
    return next < leaf.size();
  }

  @Override
  public Znode next() {
    if (next >= leaf.size()) {
      throw new NoSuchElementException();
    }
    Znode node = leaf.node(next++);
    if (next == leaf.size()) {
      nextLeaf();
    }
    return node;
  }
}
