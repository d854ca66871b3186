package io.paddock.protocol.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.testgen.Seeded;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  // The rules of spec/semantics.md, section 2, written as plainly as possible.
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\uf8ff\\ufff0-\\uffff]");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/b",
        "/.a",
        "/..a",
        "/a.",
        "/a..",
        "/...",
        "/a.b/c..d",
        "/ ",
        "/a b",
        "/~",
        "/\u00a0",
        "/\u00e9",
        "/\u4e2d",
        "/\ud7ff",
        "/\uf900",
        "/\uffef",
        "/zookeeper/x"
      })
  void valid(String path) {
    assertThat(PathRules.problem(path)).isNull();
    assertThat(PathRules.isValid(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""      | the path is empty
          a       | the path does not begin with /
          a/b     | the path does not begin with /
          ./a     | the path does not begin with /
          //      | there is nothing between two / before index 1
          //a     | there is nothing between two / before index 1
          /a//b   | there is nothing between two / before index 3
          /a/b//  | there is nothing between two / before index 5
          /a/     | the path ends with /
          /.      | the relative name . at index 1 is not allowed
          /..     | the relative name .. at index 1 is not allowed
          /a/.    | the relative name . at index 3 is not allowed
          /a/..   | the relative name .. at index 3 is not allowed
          /./a    | the relative name . at index 1 is not allowed
          /../a   | the relative name .. at index 1 is not allowed
          /a/./b  | the relative name . at index 3 is not allowed
          /a/../b | the relative name .. at index 3 is not allowed
          """)
  void invalid_with_a_reason(String path, String reason) {
    assertThat(PathRules.problem(path)).isEqualTo(reason);
    assertThat(PathRules.isValid(path)).isFalse();
  }

  @Test
  void null_is_invalid() {
    assertThat(PathRules.problem(null)).isEqualTo("the path is null");
    assertThat(PathRules.sequentialProblem(null)).isEqualTo("the path is null");
  }

  @Test
  void each_forbidden_character_is_told_with_its_place() {
    for (int c = 0; c <= 0xffff; c++) {
      String path = "/ab" + (char) c + "d";
      boolean forbidden = isForbidden(c);
      String reason = String.format("the character U+%04X at index 3 is not allowed", c);
      assertThat(PathRules.problem(path)).isEqualTo(forbidden ? reason : null);
    }
  }

  @Test
  void the_scan_agrees_with_the_plain_rules() {
    Seeded.check(
        "paths",
        20_000,
        r -> {
          StringBuilder path = new StringBuilder(r.chance(80) ? "/" : "");
          path.append(String.join("", r.list(6, PathRulesTest::piece)));
          String text = path.toString();
          assertThat(PathRules.isValid(text)).as(text).isEqualTo(plainlyValid(text));
          assertThat(PathRules.sequentialProblem(text) == null)
              .as(text)
              .isEqualTo(plainlyValid(text + "1"));
        });
  }

  private static boolean isForbidden(int c) {
    return FORBIDDEN.matcher(Character.toString(c)).matches();
  }

  private static String piece(Seeded r) {
    return r.pick("/", "/", ".", "..", "a", r.nasty(2), r.name(3));
  }

  private static boolean plainlyValid(String path) {
    // Character by character, since a pattern takes a surrogate pair for one that is allowed.
    if (!path.startsWith("/") || path.chars().anyMatch(PathRulesTest::isForbidden)) {
      return false;
    }
    if (path.equals("/")) {
      return true;
    }
    List<String> names = List.of(path.substring(1).split("/", -1));
    return !names.contains("") && !names.contains(".") && !names.contains("..");
  }

  @Test
  void a_sequential_create_may_end_with_a_slash_or_dots() {
    assertThat(PathRules.sequentialProblem("/a/")).isNull();
    assertThat(PathRules.sequentialProblem("/a/.")).isNull();
    assertThat(PathRules.sequentialProblem("/")).isNull();
    assertThat(PathRules.sequentialProblem("")).isEqualTo("the path does not begin with /");
    assertThat(PathRules.sequentialProblem("//")).isNotNull();
  }

  @Test
  void a_create_begins_with_a_weak_check() {
    assertThat(PathRules.mayBeCreated("/a")).isTrue();
    assertThat(PathRules.mayBeCreated("a/b")).isTrue();
    assertThat(PathRules.mayBeCreated("//")).isTrue();
    assertThat(PathRules.mayBeCreated("")).isFalse();
    assertThat(PathRules.mayBeCreated("a")).isFalse();
    assertThat(PathRules.mayBeCreated("/a\0")).isFalse();
    assertThat(PathRules.mayBeCreated("\0/a")).isFalse();
  }

  @Test
  void a_delete_has_the_weak_check_and_spares_the_protected() {
    assertThat(PathRules.mayBeDeleted("/a/")).isTrue();
    assertThat(PathRules.mayBeDeleted("/zookeeper/x")).isTrue();
    assertThat(PathRules.mayBeDeleted("/zookeeper/")).isTrue();
    assertThat(PathRules.mayBeDeleted("a")).isFalse();
    assertThat(PathRules.mayBeDeleted("/\0")).isFalse();
    for (String path : List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")) {
      assertThat(PathRules.mayBeDeleted(path)).as(path).isFalse();
    }
  }

  @Test
  void a_path_is_its_parent_and_its_name() {
    assertThat(PathRules.parent("/a")).isEqualTo("/");
    assertThat(PathRules.parent("/a/b")).isEqualTo("/a");
    assertThat(PathRules.parent("/a//b")).isEqualTo("/a/");
    assertThat(PathRules.parent("/")).isEqualTo("/");
    assertThat(PathRules.name("/a")).isEqualTo("a");
    assertThat(PathRules.name("/a/b")).isEqualTo("b");
    assertThat(PathRules.name("/")).isEmpty();
    assertThatThrownBy(() -> PathRules.parent("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no / in a");
  }
}
