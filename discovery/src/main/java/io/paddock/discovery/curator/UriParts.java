package io.paddock.discovery.curator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A template for URIs as text and as the parts that an instance's JSON has. Pure. */
final class UriParts {
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|[{}]|[^{}]+");

  private UriParts() {}

  static Map<String, Object> parts(String text) {
    List<Map<String, Object>> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      String variable = matcher.group(1);
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("value", variable == null ? matcher.group() : variable.strip());
      part.put("variable", variable != null);
      parts.add(part);
    }
    return Map.of("parts", parts);
  }

  static @Nullable String text(@Nullable Object uriSpec) {
    if (!(uriSpec instanceof Map<?, ?> spec) || !(spec.get("parts") instanceof List<?> parts)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Object each : parts) {
      if (each instanceof Map<?, ?> part) {
        boolean variable = Boolean.TRUE.equals(part.get("variable"));
        text.append(variable ? "{" : "").append(part.get("value")).append(variable ? "}" : "");
      }
    }
    return text.toString();
  }
}
