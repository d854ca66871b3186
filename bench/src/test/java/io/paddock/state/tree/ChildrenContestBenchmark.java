package io.paddock.state.tree;

import io.paddock.bench.state.LargeTree;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * The children of 1,000 znodes, 1,000 each, kept in our own structure, in the persistent maps of a
 * library, and in a {@link TreeMap} that is copied for each change. All hold the same znodes; the
 * names are keys of the maps in addition. In this package because the structure is not for others.
 *
 * <p>The hash map does not keep an order, so {@link #page} has to sort there.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-Xms4g", "-Xmx4g"})
public class ChildrenContestBenchmark {
  private static final int PAGE = 100;

  /** Which structure. */
  @Param({"paddock", "pcollections-tree", "pcollections-hash", "treemap-copy"})
  private String structure = "";

  private final SplittableRandom random = new SplittableRandom(1);
  private final String[] names = new String[LargeTree.CHILDREN];
  private final Contender[] parents = new Contender[LargeTree.PARENTS];

  /** Fills all parents. */
  @Setup
  public void fill() {
    Tree tree = LargeTree.grown().tree();
    for (int i = 0; i < LargeTree.PARENTS; i++) {
      Znode parent = Objects.requireNonNull(tree.find(LargeTree.parent(i)));
      parents[i] = Contender.of(structure, parent.children());
    }
    for (int i = 0; i < LargeTree.CHILDREN; i++) {
      names[i] = LargeTree.child(0, i).substring(LargeTree.parent(0).length() + 1);
    }
  }

  /** A random child of a random parent looked up. */
  @Benchmark
  public @Nullable Znode find() {
    return parents[random.nextInt(parents.length)].find(name());
  }

  /** The same, put in its own place again, as a change of its data does. */
  @Benchmark
  public Contender replace() {
    int at = random.nextInt(parents.length);
    Contender parent = parents[at];
    Znode child = Objects.requireNonNull(parent.find(name()));
    parents[at] = parent.with(child);
    return parents[at];
  }

  /** The same, taken out and put in again. Counts 1. */
  @Benchmark
  public Contender removeAndInsert() {
    int at = random.nextInt(parents.length);
    Contender parent = parents[at];
    Znode child = Objects.requireNonNull(parent.find(name()));
    parents[at] = parent.without(child).with(child);
    return parents[at];
  }

  /** A hundred names in order, from a random one on. */
  @Benchmark
  public List<String> page() {
    return parents[random.nextInt(parents.length)].page(name(), PAGE);
  }

  private String name() {
    return names[random.nextInt(names.length)];
  }

  /** One of the structures. */
  public sealed interface Contender {
    /** The structure with this name, holding these. */
    static Contender of(String structure, Children children) {
      return switch (structure) {
        case "paddock" -> new Own(children);
        case "pcollections-tree" -> filled(new PCollectionsTree(TreePMap.empty()), children);
        case "pcollections-hash" -> filled(new PCollectionsHash(HashTreePMap.empty()), children);
        case "treemap-copy" -> filled(new Copied(new TreeMap<>()), children);
        default -> throw new IllegalArgumentException(structure);
      };
    }

    private static Contender filled(Contender empty, Children children) {
      Contender filled = empty;
      for (Znode child : children) {
        filled = filled.with(child);
      }
      return filled;
    }

    /** The child with this name, or null. */
    @Nullable Znode find(String name);

    /** With this child, in the place of one with its name if there is one. */
    Contender with(Znode child);

    /** Without this child. */
    Contender without(Znode child);

    /** So many names in order, the first not less than this one. */
    List<String> page(String from, int count);
  }

  private static List<String> first(Iterable<String> names, int count) {
    List<String> page = new ArrayList<>(count);
    for (String each : names) {
      if (page.size() == count) {
        break;
      }
      page.add(each);
    }
    return page;
  }

  private static List<String> sorted(Iterable<String> names, String from, int count) {
    List<String> all = new ArrayList<>();
    for (String each : names) {
      if (each.compareTo(from) >= 0) {
        all.add(each);
      }
    }
    all.sort(null);
    return all.subList(0, Math.min(count, all.size()));
  }

  private record Own(Children children) implements Contender {
    @Override
    public @Nullable Znode find(String name) {
      TreePath path = TreePath.of(name);
      byte[] bytes = path.bytes();
      return children.find(bytes, 0, path.size(), Znode.nameHash(bytes, 0, path.size()));
    }

    @Override
    public Contender with(Znode child) {
      long hash = child.nameHash();
      boolean there = find(child.name()) != null;
      return new Own(there ? children.replace(child, hash) : children.with(child, hash));
    }

    @Override
    public Contender without(Znode child) {
      return new Own(children.without(child, child.nameHash()));
    }

    @Override
    public List<String> page(String from, int count) {
      List<String> page = new ArrayList<>(count);
      Iterator<Znode> rest = children.from(from);
      while (page.size() < count && rest.hasNext()) {
        page.add(rest.next().name());
      }
      return page;
    }
  }

  private record PCollectionsTree(TreePMap<String, Znode> map) implements Contender {
    @Override
    public @Nullable Znode find(String name) {
      return map.get(name);
    }

    @Override
    public Contender with(Znode child) {
      return new PCollectionsTree(map.plus(child.name(), child));
    }

    @Override
    public Contender without(Znode child) {
      return new PCollectionsTree(map.minus(child.name()));
    }

    @Override
    public List<String> page(String from, int count) {
      return first(map.tailMap(from, true).keySet(), count);
    }
  }

  private record PCollectionsHash(HashPMap<String, Znode> map) implements Contender {
    @Override
    public @Nullable Znode find(String name) {
      return map.get(name);
    }

    @Override
    public Contender with(Znode child) {
      return new PCollectionsHash(map.plus(child.name(), child));
    }

    @Override
    public Contender without(Znode child) {
      return new PCollectionsHash(map.minus(child.name()));
    }

    @Override
    public List<String> page(String from, int count) {
      return sorted(map.keySet(), from, count);
    }
  }

  private record Copied(TreeMap<String, Znode> map) implements Contender {
    @Override
    public @Nullable Znode find(String name) {
      return map.get(name);
    }

    @Override
    public Contender with(Znode child) {
      TreeMap<String, Znode> copy = new TreeMap<>(map);
      copy.put(child.name(), child);
      return new Copied(copy);
    }

    @Override
    public Contender without(Znode child) {
      TreeMap<String, Znode> copy = new TreeMap<>(map);
      copy.remove(child.name());
      return new Copied(copy);
    }

    @Override
    public List<String> page(String from, int count) {
      return first(map.tailMap(from, true).keySet(), count);
    }
  }
}
