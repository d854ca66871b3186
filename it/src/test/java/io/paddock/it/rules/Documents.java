package io.paddock.it.rules;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What documents say of each other and of the code, and where it is wrong. */
final class Documents {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
  private static final Pattern SECTION = Pattern.compile("(?m)^#+ +(\\d+(?:\\.\\d+)*)\\.? ");

  /** A list of numbers after the name of a part of the specification. */
  private static final Pattern CITATION =
      Pattern.compile(
          "spec/(\\w+)\\.md((?:,? sections?|,) \\d[\\d.]*(?:(?:, | and | to |, and )\\d[\\d.]*(?![\\w/]))*)?");

  private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

  private final Sources sources;

  Documents(Sources sources) {
    this.sources = sources;
  }

  /** Links of documents to files and headings that are not there. */
  List<String> links() {
    List<String> found = new ArrayList<>();
    for (Path file : sources.markdown()) {
      String text = CODE.matcher(FENCE.matcher(Sources.text(file)).replaceAll("")).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        String target = link.group(1);
        if (!target.matches("\\w+:.*") && !leadsSomewhere(file, target)) {
          found.add("%s: %s leads nowhere".formatted(sources.relative(file), target));
        }
      }
    }
    return found;
  }

  private static boolean leadsSomewhere(Path from, String target) {
    String[] parts = target.split("#", 2);
    Path file =
        parts[0].isEmpty()
            ? from
            : from.resolveSibling(URLDecoder.decode(parts[0], StandardCharsets.UTF_8)).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || anchors(Sources.text(file)).contains(parts[1]);
  }

  private static Set<String> anchors(String document) {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : HEADING.matcher(document).results().toList()) {
      String lower = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(lower.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  /** Citations of the specification, in code and documents, that have no such section. */
  List<String> citations() {
    TreeMap<String, Set<String>> known = new TreeMap<>();
    List<String> found = new ArrayList<>();
    for (Path file : everything()) {
      // Comments go on in the next line.
      String text = Sources.text(file).replaceAll("\\s*\\n\\s*(?:\\*(?!/)|//)?\\s*", " ");
      for (MatchResult citation : CITATION.matcher(text).results().toList()) {
        String part = citation.group(1);
        Set<String> sections = known.computeIfAbsent(part, this::sections);
        String where = sources.relative(file) + ": spec/" + part + ".md";
        if (sections.isEmpty()) {
          found.add(where + " is not there");
        } else if (citation.group(2) != null) {
          for (MatchResult n :
              Pattern.compile("\\d+(?:\\.\\d+)*").matcher(citation.group(2)).results().toList()) {
            if (!sections.contains(n.group())) {
              found.add(where + " has no section " + n.group());
            }
          }
        }
      }
    }
    return found;
  }

  /** All but the rules themselves, which must name what they forbid. */
  private List<Path> everything() {
    return Stream.concat(sources.java().stream(), sources.markdown().stream())
        .filter(file -> !sources.relative(file).contains("/io/paddock/it/rules/"))
        .toList();
  }

  private Set<String> sections(String part) {
    Path file = sources.root().resolve("docs/spec/" + part + ".md");
    if (!Files.exists(file)) {
      return Set.of();
    }
    return SECTION
        .matcher(Sources.text(file))
        .results()
        .map(section -> section.group(1))
        .collect(Collectors.toSet());
  }

  /** Reminders that nobody will find again. */
  List<String> reminders() {
    List<String> found = new ArrayList<>();
    for (Path file : everything()) {
      List<String> lines = Sources.text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (TODO.matcher(withoutQuotes(lines.get(i))).find()) {
          found.add(
              "%s:%d: with an issue, TODO(#7), or not at all"
                  .formatted(sources.relative(file), i + 1));
        }
      }
    }
    return found;
  }

  /** What is between quotes is talked about, not said. */
  private static String withoutQuotes(String line) {
    return line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`", "");
  }

  /** Operations and errors that go over the wire and have no vector file that shows how. */
  List<String> wireVectors() {
    List<String> found = new ArrayList<>();
    Path vectors = sources.root().resolve("protocol/src/test/resources/wire");
    for (String op : constants("OpCode")) {
      Path file = vectors.resolve(op.toLowerCase(Locale.ROOT) + ".hex");
      if (!Files.exists(file)) {
        found.add("OpCode." + op + " has no " + sources.relative(file));
      }
    }
    Path errors = vectors.resolve("error.hex");
    String shown = Files.exists(errors) ? Sources.text(errors) : "";
    for (String error : constants("ErrorCode")) {
      if (!error.equals("OK")
          && !Pattern.compile("(?m)^= .*\\b" + error + "$").matcher(shown).find()) {
        found.add("ErrorCode." + error + " is not in " + sources.relative(errors));
      }
    }
    return found;
  }

  private List<String> constants(String type) {
    String source =
        Sources.text(
            sources
                .root()
                .resolve("protocol/src/main/java/io/paddock/protocol/message/" + type + ".java"));
    return Pattern.compile("(?m)^  ([A-Z][A-Z0-9_]+)\\(-?\\d+\\)[,;]")
        .matcher(source)
        .results()
        .map(constant -> constant.group(1))
        .toList();
  }

  /** Decision records that cannot be told apart, or have no number, or lack a part. */
  List<String> decisions() {
    List<String> found = new ArrayList<>();
    Set<String> numbers = new TreeSet<>();
    for (Path file : sources.markdown()) {
      String name = file.getFileName().toString();
      if (!sources.relative(file).startsWith("docs/adr/") || name.equals("README.md")) {
        continue;
      }
      Matcher numbered = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md").matcher(name);
      if (!numbered.matches()) {
        found.add(name + ": call it NNNN-title.md");
      } else if (!numbers.add(numbered.group(1))) {
        found.add(name + ": another decision has this number");
      }
      for (String part : List.of("Decision", "Forces", "Consequences", "Measured", "Rejected")) {
        if (!Pattern.compile("(?m)^## " + part).matcher(Sources.text(file)).find()) {
          found.add(name + ": nothing is said under ## " + part);
        }
      }
    }
    return found;
  }

  /** Packages without a word on what they are for. */
  List<String> packages() {
    Set<String> explained = new HashSet<>();
    TreeMap<String, String> files = new TreeMap<>();
    for (Path file : sources.java()) {
      String name = Sources.packageOf(file);
      if (file.endsWith("package-info.java")) {
        String text = Sources.text(file);
        if (text.contains("@NullMarked") && text.contains("/**")) {
          explained.add(name);
        }
      }
      files.putIfAbsent(name, sources.relative(file));
    }
    return files.entrySet().stream()
        .filter(each -> !explained.contains(each.getKey()))
        .map(each -> each.getValue() + ": no package-info.java with @NullMarked and a purpose")
        .toList();
  }
}
