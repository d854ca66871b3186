package io.paddock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void maps_and_lists_are_nested_and_indented_in_their_order() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", List.of(true, 2.5, Map.of()));

    assertThat(Json.text(map))
        .isEqualTo(
            """
            {
              "b": 1,
              "a": [
                true,
                2.5,
                {}
              ]
            }
            """);
  }

  @Test
  void text_is_escaped() {
    assertThat(Json.text("a\"b\\c\nd\te\u0001ü")).isEqualTo("\"a\\\"b\\\\c\\nd\\te\\u0001ü\"\n");
  }

  @Test
  void what_json_has_no_number_for_is_null() {
    List<Object> values = new ArrayList<>(List.of(Double.NaN, Double.POSITIVE_INFINITY));
    values.add(null);

    assertThat(Json.text(values)).isEqualTo("[\n  null,\n  null,\n  null\n]\n");
  }
}
