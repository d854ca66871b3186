package io.paddock.discovery.treetext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeParserTest {
  @Test
  void nodes_types_properties_and_links_are_read() {
    TreeNode root =
        TreeParser.parse(
            """
              /lb : ipvs
                /pools
                  /cms
                    # fixed
                    address = '1.2.3.4:80'
                    providers -> /cms/providers

              /cms : z4m cms
                threads => /foo threads
                colour => ../foo
                /providers
            """);

    assertThat(root.children().keySet()).containsExactly("cms", "lb");
    TreeNode lb = at(root, "lb");
    assertThat(lb.properties()).isEqualTo(Map.of("type", "ipvs"));
    assertThat(lb.line()).isEqualTo(1);
    assertThat(at(lb, "pools", "cms").properties())
        .isEqualTo(Map.of("address", "1.2.3.4:80", "providers ->", "/cms/providers"));
    assertThat(at(root, "cms").properties())
        .isEqualTo(Map.of("type", "z4m cms", "threads =>", "/foo threads", "colour =>", "../foo"));
  }

  @Test
  void an_address_is_a_name_and_not_a_name_with_a_type() {
    TreeNode root = TreeParser.parse("/1.2.3.4:80\n/1.2.3.5:80 : x\n/a: b");

    assertThat(root.children().keySet()).containsExactly("1.2.3.4:80", "1.2.3.5:80", "a");
    assertThat(at(root, "1.2.3.5:80").properties()).containsEntry("type", "x");
  }

  @Test
  void literals_are_those_of_python_and_of_json() {
    TreeNode node =
        at(
            TreeParser.parse(
                """
                /n
                  i=1
                  negative = -3  # a remark
                  big = 12345678901
                  huge = 123456789012345678901L
                  hex = 0x1F
                  real = 1.5e3
                  yes = True
                  no = false
                  none = None
                  single = 'a "b" \\' \\n \\x41 \\u00e9'
                  double = u"it's"
                  raw = r'\\n'
                  joined = 'a' 'b'
                  list = [1, 'x', [2,],]
                  tuple = (1, 2)
                  bracket = (1)
                  one = (1,)
                  dict = {'a': 1, "b": {'c': None}}
                """),
            "n");

    assertThat(node.properties())
        .containsEntry("i", 1)
        .containsEntry("negative", -3)
        .containsEntry("big", 12345678901L)
        .containsEntry("huge", new BigInteger("123456789012345678901"))
        .containsEntry("hex", 31)
        .containsEntry("real", 1500.0)
        .containsEntry("yes", true)
        .containsEntry("no", false)
        .containsEntry("none", null)
        .containsEntry("single", "a \"b\" ' \n A \u00e9")
        .containsEntry("double", "it's")
        .containsEntry("raw", "\\n")
        .containsEntry("joined", "ab")
        .containsEntry("list", List.of(1, "x", List.of(2)))
        .containsEntry("tuple", List.of(1, 2))
        .containsEntry("bracket", 1)
        .containsEntry("one", List.of(1));
    assertThat(node.properties().get("dict")).hasToString("{a=1, b={c=null}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "2 * 3|9|only literal values can stand here, not expressions",
        "__import__('os')|7|__import__ is no literal value; a string stands between quotes",
        "open|7|open is no literal value; a string stands between quotes",
        "'a|7|the string has no end",
        "[1 2]|10|a comma or ] is missing",
        "[1|9|a comma or ] is missing",
        "{1: 2}|8|the name of a value must be a string",
        "{'a' 2}|12|a colon is missing",
        "{'a': 1, 'a': 2}|16|the name a is there twice",
        "1.2.3|7|this is no number",
        "12ab|7|this is no number",
        "1e999|7|this is no number that JSON has",
        "*|7|this is no literal value",
        "'\\x4'|10|here 2 hex digits of a character must stand",
      })
  void what_is_no_literal_is_told_with_its_place(String literal, int column, String message) {
    List<Problem> problems = problems("/n\n  a = " + literal);

    assertThat(problems).containsExactly(new Problem(2, column, message));
  }

  @Test
  void brackets_have_a_limit_within_each_other() {
    String deep = "[".repeat(100) + "1" + "]".repeat(100);

    assertThat(TreeParser.parse("/n\n a=" + deep).children()).containsKey("n");
    assertThat(problems("/n\n a=[" + deep + "]").get(0).message())
        .isEqualTo("more than 100 brackets within each other");
  }

  @Test
  void every_error_is_told_with_line_and_column() {
    List<Problem> problems =
        problems(
            """
            above = 1
            /a
              x = 1
              x = 2
              y = z
                /below
              /b
            /a
            nonsense
              bad -> a b
            /c/d
            /e
                l -> a//b
              m = 1
                t => a b c
            /..
            """);

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "line 1, column 1: a property or link needs a node above it",
            "line 4, column 3: duplicate property x",
            "line 5, column 7: z is no literal value; a string stands between quotes",
            "line 6, column 5: nothing can be indented below a property or link",
            "line 8, column 1: duplicate node /a",
            "line 9, column 1: a property or link needs a node above it",
            "line 10, column 3: nothing can be indented below a property or link",
            "line 11, column 2: a name cannot have a slash: c/d",
            "line 13, column 10: nothing between two slashes in the path /x/a//b",
            "line 14, column 3: the indentation is that of no line above",
            "line 15, column 5: a link to a property is written name => path property",
            "line 16, column 2: no znode can have the name ..");
  }

  @Test
  void what_does_not_fit_into_a_znode_is_told() {
    String almost = "x".repeat(TreeParser.DATA_BYTES_MAX - "{\"a\":\"\"}".length());

    assertThat(TreeParser.parse("/n\n a='" + almost + "'").children()).containsKey("n");
    assertThat(problems("/n\n a='" + almost + "x'"))
        .containsExactly(
            new Problem(2, 2, "the properties of /n have 1000001 bytes, more than 1000000"));
  }

  @Test
  void a_text_without_nodes_is_an_empty_tree() {
    assertThat(TreeParser.parse("\n  # nothing\r\n\n").children()).isEmpty();
  }

  private static TreeNode at(TreeNode from, String... names) {
    TreeNode node = from;
    for (String name : names) {
      node = Objects.requireNonNull(node.children().get(name));
    }
    return node;
  }

  private static List<Problem> problems(String text) {
    TreeSyntaxException e =
        catchThrowableOfType(TreeSyntaxException.class, () -> TreeParser.parse(text));
    assertThat(e)
        .hasMessage(e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    return e.problems();
  }

  @Test
  void links_that_lead_back_to_themselves_are_told_with_their_place() {
    String text =
        """
        /a
          self -> .
          x -> y
          y -> ../b/z
          /c
            p => /top/d q
        /b
          z -> /top/a/x
          out -> /top/a/x/more
          elsewhere -> /other
          hidden -> hidden
          /hidden
        /d
          q => ../a/c p
        """;

    assertThatThrownBy(() -> TreeParser.parse(text, "/top"))
        .isInstanceOf(TreeSyntaxException.class)
        .hasMessage(
            String.join(
                "\n",
                "line 3, column 3: the links go round in a circle:"
                    + " /top/a/x, /top/a/y, /top/b/z, /top/a/x",
                "line 4, column 3: the links go round in a circle:"
                    + " /top/a/y, /top/b/z, /top/a/x, /top/a/y",
                "line 6, column 5: the links go round in a circle:"
                    + " /top/a/c p, /top/d q, /top/a/c p",
                "line 8, column 3: the links go round in a circle:"
                    + " /top/b/z, /top/a/x, /top/a/y, /top/b/z",
                "line 9, column 3: the links go round in a circle:"
                    + " /top/b/out, /top/a/x, /top/a/y, /top/b/z, /top/a/x",
                "line 14, column 3: the links go round in a circle:"
                    + " /top/d q, /top/a/c p, /top/d q"));
    // Where it would be something else that the absolute links lead to.
    assertThat(TreeParser.parse(text, "/").children()).hasSize(3);
    assertThat(TreeParser.parse(text).children()).hasSize(3);
  }
}
