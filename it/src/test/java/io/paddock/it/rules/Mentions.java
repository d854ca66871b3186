package io.paddock.it.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ARCHITECTURE.md says of classes: every word in code quotes that looks like one, with or
 * without a member, must be in the sources, and mean one class only.
 */
final class Mentions {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /** Packages, a type, and perhaps a member of it. */
  private static final Pattern NAME =
      Pattern.compile("((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?");

  private static final Pattern DECLARED =
      Pattern.compile("(?m)^ *[\\w@ ]*\\b(?:class|interface|enum|record) ([A-Z]\\w*)");

  /** Not ours. */
  private static final Set<String> GIVEN = Set.of("HashMap", "Set");

  private record Declared(Path file, String text, boolean isTop) {
    /** Whether its package ends like this; the path ends with a slash, or is empty. */
    boolean isIn(String path) {
      return file.resolveSibling("x").toString().endsWith("/" + path + "x") || path.isEmpty();
    }
  }

  private final TreeMap<String, List<Declared>> types = new TreeMap<>();

  Mentions(Sources sources) {
    for (Path file : sources.java()) {
      String text = Sources.text(file);
      String own = file.getFileName().toString().replace(".java", "");
      Set<String> names = new TreeSet<>();
      DECLARED.matcher(text).results().forEach(type -> names.add(type.group(1)));
      for (String name : names) {
        types
            .computeIfAbsent(name, any -> new ArrayList<>())
            .add(new Declared(file, text, name.equals(own)));
      }
    }
  }

  /** What the document names and the sources do not have, or have twice. */
  List<String> unknown(String document) {
    String text = FENCE.matcher(document).replaceAll("");
    Set<String> found = new TreeSet<>();
    for (MatchResult code : CODE.matcher(text).results().toList()) {
      Matcher name = NAME.matcher(code.group(1));
      if (name.matches() && !GIVEN.contains(name.group(2))) {
        String wrong = wrong(name);
        if (!wrong.isEmpty()) {
          found.add(code.group(1) + " " + wrong);
        }
      }
    }
    return List.copyOf(found);
  }

  private String wrong(Matcher name) {
    String inPackage = name.group(1).replace('.', '/');
    List<Declared> meant =
        types.getOrDefault(name.group(2), List.of()).stream()
            .filter(each -> each.isIn(inPackage))
            .toList();
    if (meant.isEmpty()) {
      return "is no class";
    }
    if (meant.stream().filter(Declared::isTop).count() > 1) {
      return "means more than one class";
    }
    String member = name.group(3);
    if (member == null) {
      return "";
    }
    Pattern use = Pattern.compile("\\b" + member + "\\b");
    return meant.stream().anyMatch(each -> use.matcher(each.text()).find())
        ? ""
        : "has no such member";
  }
}
