package io.paddock.it.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rooms and who may import whom, as the tables of ARCHITECTURE.md say it: every row whose first
 * cell is a package in code quotes is a room, and its last cell names the rooms it may import. A
 * room that ends in {@code .*} stands for a whole module and gives all its rooms the same.
 *
 * <p>The tables are what is checked, so that the document cannot fall behind the code.
 */
final class Rooms {
  static final String ROOT = "io.paddock.";

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.*]+)` \\|(.*)\\|$");
  private static final Pattern CODE = Pattern.compile("`([a-z0-9.]+)`");

  private final Map<String, Set<String>> allowed = new TreeMap<>();
  private final Map<String, Set<String>> vocabulary = new LinkedHashMap<>();

  private Rooms() {}

  /** Reads the tables of a document. */
  static Rooms of(String document) {
    Rooms rooms = new Rooms();
    for (MatchResult row : ROW.matcher(document).results().toList()) {
      String cells = row.group(2);
      Set<String> names = new TreeSet<>();
      CODE.matcher(cells.substring(cells.lastIndexOf('|') + 1))
          .results()
          .forEach(name -> names.add(name.group(1)));
      String room = row.group(1);
      if (room.endsWith(".*")) {
        rooms.vocabulary.put(room.substring(0, room.length() - 1), names);
      } else {
        rooms.allowed.put(room, names);
      }
    }
    return rooms;
  }

  /** The rooms without the root package, sorted. */
  Set<String> names() {
    return allowed.keySet();
  }

  /**
   * Every violation as a sentence.
   *
   * @param imports for each package, by full name, the packages it uses, each with an example
   */
  List<String> violations(Map<String, Map<String, String>> imports) {
    List<String> found = new ArrayList<>();
    Set<String> present = new TreeSet<>();
    imports.forEach(
        (from, targets) -> {
          String room = from.substring(ROOT.length());
          present.add(room);
          if (!allowed.containsKey(room)) {
            found.add(room + " has no row in ARCHITECTURE.md");
          }
          targets.forEach(
              (target, example) -> check(room, target.substring(ROOT.length()), example, found));
        });
    for (String room : names()) {
      if (!present.contains(room)) {
        found.add(room + " has a row in ARCHITECTURE.md, but there is no such package");
      }
    }
    return found;
  }

  private void check(String room, String other, String example, List<String> found) {
    if (!may(room, other)) {
      found.add(
          "%s imports %s (%s), and its row in ARCHITECTURE.md does not"
              .formatted(room, other, example));
    }
    if (room.startsWith(other + ".")) {
      found.add("%s imports its parent %s (%s)".formatted(room, other, example));
    }
  }

  /** A cycle among the arrows themselves, or an empty list. */
  List<String> cycle() {
    List<String> path = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    for (String room : names()) {
      if (leadsBack(room, path, done)) {
        return path;
      }
    }
    return List.of();
  }

  private boolean leadsBack(String room, List<String> path, Set<String> done) {
    if (path.contains(room)) {
      path.add(room);
      return true;
    }
    if (!done.add(room)) {
      return false;
    }
    path.add(room);
    for (String next : allowed.getOrDefault(room, Set.of())) {
      if (leadsBack(next, path, done)) {
        return true;
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  private boolean may(String room, String other) {
    if (allowed.getOrDefault(room, Set.of()).contains(other)) {
      return true;
    }
    return vocabulary.entrySet().stream()
        .anyMatch(each -> room.startsWith(each.getKey()) && each.getValue().contains(other));
  }
}
