package io.paddock.recipes.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How contenders of a line are named, and whom each has to wait for. A name is a mark that only its
 * owner knows, a marker that says what it is, and the number that the server has given.
 *
 * @param curator whether the mark looks as Curator's do, else as Kazoo's
 * @param marker what this contender is
 * @param waitsFor what it has to wait for
 */
public record Naming(boolean curator, String marker, List<String> waitsFor) {
  /** Kazoo's Lock, and its Election. */
  public static final Naming KAZOO_LOCK = kazoo("__lock__", "__lock__");

  /** Kazoo's ReadLock. */
  public static final Naming KAZOO_READ = kazoo("__rlock__", "__lock__");

  /** Kazoo's WriteLock. */
  public static final Naming KAZOO_WRITE = kazoo("__lock__", "__lock__", "__rlock__");

  /** Curator's InterProcessMutex and LeaderSelector. */
  public static final Naming CURATOR_LOCK = curator("lock-", "lock-");

  /** The reader of Curator's InterProcessReadWriteLock. */
  public static final Naming CURATOR_READ = curator("__READ__", "__WRIT__");

  /** The writer of Curator's InterProcessReadWriteLock. */
  public static final Naming CURATOR_WRITE = curator("__WRIT__", "__WRIT__", "__READ__");

  /** Curator's LeaderLatch. */
  public static final Naming CURATOR_LATCH = curator("latch-", "latch-");

  private static final int DIGITS = 10;

  public Naming {
    waitsFor = List.copyOf(waitsFor);
  }

  private static Naming kazoo(String marker, String... waitsFor) {
    return new Naming(false, marker, List.of(waitsFor));
  }

  private static Naming curator(String marker, String... waitsFor) {
    return new Naming(true, marker, List.of(waitsFor));
  }

  /** The name of a new contender up to its number, with a mark that nobody else has. */
  String newPrefix() {
    UUID mark = UUID.randomUUID();
    return curator ? "_c_" + mark + "-" + marker : mark.toString().replace("-", "") + marker;
  }

  /** Those of the names that stand in the line, first the one that has stood longest. */
  public List<String> contenders(Collection<String> names) {
    TreeSet<String> markers = new TreeSet<>(waitsFor);
    markers.add(marker);
    return sorted(names, markers);
  }

  /**
   * The nearest contender that has to be gone before this one may go on, empty if there is none.
   *
   * @param own the contender's name, which need not be among the names
   * @param ignored one that it need not wait for, or null
   */
  public Optional<String> predecessor(
      Collection<String> names, String own, @Nullable String ignored) {
    String number = number(own);
    List<String> before = new ArrayList<>();
    for (String each : sorted(names, waitsFor)) {
      if (number(each).compareTo(number) < 0 && !each.equals(ignored)) {
        before.add(each);
      }
    }
    return before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
  }

  private static List<String> sorted(Collection<String> names, Collection<String> markers) {
    return names.stream()
        .filter(name -> markers.stream().anyMatch(marker -> isOf(name, marker)))
        .sorted(Comparator.comparing(Naming::number))
        .toList();
  }

  private static boolean isOf(String name, String marker) {
    int end = name.length() - DIGITS;
    return end >= marker.length()
        && name.startsWith(marker, end - marker.length())
        && name.chars().skip(end).allMatch(c -> c >= '0' && c <= '9');
  }

  private static String number(String name) {
    return name.substring(Math.max(0, name.length() - DIGITS));
  }
}
