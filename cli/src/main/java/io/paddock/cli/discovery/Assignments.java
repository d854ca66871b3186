package io.paddock.cli.discovery;

import io.paddock.discovery.treetext.Literals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of the form {@code name=value}. Pure. */
final class Assignments {
  private Assignments() {}

  /** By name; {@link IllegalArgumentException} if one makes no sense. */
  static Map<String, @Nullable Object> parse(List<String> arguments) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String each : arguments) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(each + " does not have the form name=value");
      }
      values.put(each.substring(0, equals), Literals.read(each.substring(equals + 1)));
    }
    return values;
  }
}
