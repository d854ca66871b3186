package io.paddock.discovery.treetext;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One thing that an import does to a znode. */
public sealed interface Step {
  /** The znode. */
  String path();

  /** What it is in words, one line each. */
  List<String> lines();

  /** Makes a znode with these properties. */
  record Create(String path, Map<String, Object> properties) implements Step {
    public Create {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public List<String> lines() {
      return List.of("add " + path);
    }
  }

  /**
   * Gives a znode these properties instead of those.
   *
   * @param version of its data, which must not have changed
   */
  record Change(String path, Map<String, Object> before, Map<String, Object> after, int version)
      implements Step {
    public Change {
      before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
      after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      TreeSet<String> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      for (String name : names) {
        String is = LiteralText.of(after.get(name));
        String was = LiteralText.of(before.get(name));
        if (!after.containsKey(name)) {
          lines.add(path + " remove " + name + " " + was);
        } else if (!before.containsKey(name)) {
          lines.add(path + " add " + name + " " + is);
        } else if (!is.equals(was)) {
          lines.add(path + " " + name + " change from " + was + " to " + is);
        }
      }
      return lines;
    }
  }

  /**
   * Deletes a znode.
   *
   * @param version of its data, which must not have changed
   */
  record Delete(String path, int version) implements Step {
    @Override
    public List<String> lines() {
      return List.of("delete " + path);
    }
  }

  /** Gives a znode the ACL of the import. */
  record Share(String path, int aversion) implements Step {
    @Override
    public List<String> lines() {
      return List.of(path + " change of the ACL");
    }
  }
}
