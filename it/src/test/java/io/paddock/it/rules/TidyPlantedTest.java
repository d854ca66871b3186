package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of form against a checkout that breaks it. */
class TidyPlantedTest {
  @TempDir private Path root;

  @BeforeEach
  void a_checkout_with_one_module() throws IOException {
    write("pom.xml", "<module>m</module>");
  }

  @Test
  void a_file_of_600_lines_is_allowed_and_one_more_is_not() throws IOException {
    write("m/src/main/java/A.java", "class A {}\n" + "\n".repeat(599));
    assertThat(parsed().sizes()).isEmpty();

    write("m/src/main/java/A.java", "class A {}\n" + "\n".repeat(600));
    assertThat(parsed().sizes())
        .containsExactly("m/src/main/java/A.java: 601 lines, 600 are allowed");
  }

  @Test
  void a_method_of_60_lines_is_allowed_and_one_more_is_not() throws IOException {
    write("m/src/main/java/A.java", "class A {\n  void x() {\n" + "\n".repeat(58) + "  }\n}\n");
    assertThat(parsed().sizes()).isEmpty();

    write("m/src/main/java/A.java", "class A {\n  void x() {\n" + "\n".repeat(59) + "  }\n}\n");
    assertThat(parsed().sizes())
        .containsExactly("m/src/main/java/A.java:2: x has 61 lines, 60 are allowed");
  }

  @Test
  void five_parameters_are_allowed_and_one_more_is_not() throws IOException {
    write("m/src/main/java/A.java", "class A { void x(int a, int b, int c, int d, int e) {} }");
    assertThat(parsed().sizes()).isEmpty();

    write(
        "m/src/main/java/A.java",
        "class A { class B { void x(int a, int b, int c, int d, int e, int f) {} } }");
    assertThat(parsed().sizes())
        .containsExactly("m/src/main/java/A.java:1: x takes 6 parameters, 5 are allowed");
  }

  @Test
  void a_record_may_have_many_parts_and_what_overrides_has_no_choice() throws IOException {
    write(
        "m/src/main/java/A.java",
        "record A(int a, int b, int c, int d, int e, int f) implements B {\n"
            + "  A(int a, int b, int c, int d, int e, int f) {}\n"
            + "  @Override public void x(int a, int b, int c, int d, int e, int f) {} }");

    assertThat(parsed().sizes()).isEmpty();
  }

  @Test
  void a_name_that_says_nothing_is_found() throws IOException {
    write("m/src/main/java/A.java", "class A { interface WatchManager {} record PathUtil() {} }");

    assertThat(parsed().names())
        .containsExactly(
            "m/src/main/java/A.java:1: WatchManager: say what it is",
            "m/src/main/java/A.java:1: PathUtil: say what it is");
  }

  @Test
  void a_lock_in_a_room_of_one_loop_is_found_and_elsewhere_not() throws IOException {
    String locks = "class A { synchronized void x() { synchronized (this) {} } }";
    write("m/src/main/java/A.java", "package io.paddock.server.watch; " + locks);
    assertThat(parsed().locks()).hasSize(2).allMatch(each -> each.endsWith("server.watch"));

    write("m/src/main/java/A.java", "package io.paddock.server.boot; " + locks);
    assertThat(parsed().locks()).isEmpty();
  }

  @Test
  void a_package_without_a_purpose_is_found() throws IOException {
    write("m/src/main/java/a/A.java", "package a; class A {}");
    write("m/src/main/java/b/B.java", "package b; class B {}");
    write("m/src/main/java/b/package-info.java", "/** Bees. */\n@NullMarked\npackage b;");
    write("m/src/main/java/c/package-info.java", "/** Sees. */\npackage c;");

    assertThat(documents().packages())
        .containsExactly(
            "m/src/main/java/a/A.java: no package-info.java with @NullMarked and a purpose",
            "m/src/main/java/c/package-info.java: no package-info.java with @NullMarked and a"
                + " purpose");
  }

  @Test
  void a_reminder_without_an_issue_is_found() throws IOException {
    write("m/src/main/java/A.java", "// TODO(#12) later\n// TODO later\n// \"TODO\"\nclass A {}");
    write("notes.md", "FIXME\n");

    assertThat(documents().reminders())
        .containsExactly(
            "m/src/main/java/A.java:2: with an issue, TODO(#7), or not at all",
            "notes.md:1: with an issue, TODO(#7), or not at all");
  }

  @Test
  void a_link_to_a_missing_file_or_heading_is_found() throws IOException {
    write("docs/b.md", "# Bees and\n## 2. Wasps, too\n");
    write(
        "a.md",
        "[b](docs/b.md) [b](docs/b.md#bees-and) [b](docs/b.md#2-wasps-too) [x](https://x.org)\n"
            + "`[c](c.md)` [c](c.md) [d](docs/b.md#ants) [e](#here)\n# Here\n");

    assertThat(documents().links())
        .containsExactly("a.md: c.md leads nowhere", "a.md: docs/b.md#ants leads nowhere");
  }

  @Test
  void a_citation_without_its_section_is_found() throws IOException {
    write("docs/spec/wire.md", "# Wire\n## 1. One\n### 1.1 Part\n## 2. Two\n");
    write(
        "m/src/main/java/A.java",
        "/** Good: spec/wire.md, sections 1.1 and\n * 2; (spec/wire.md, 2). Not: spec/wire.md,\n"
            + " * section 3, or spec/fire.md, section 1, or spec/wire.md section 2 and 1.2. */\n"
            + "class A {}");

    assertThat(documents().citations())
        .containsExactly(
            "m/src/main/java/A.java: spec/wire.md has no section 3",
            "m/src/main/java/A.java: spec/fire.md is not there",
            "m/src/main/java/A.java: spec/wire.md has no section 1.2");
  }

  @Test
  void an_operation_and_an_error_without_a_vector_are_found() throws IOException {
    String message = "protocol/src/main/java/io/paddock/protocol/message/";
    write(message + "OpCode.java", "enum OpCode {\n  CREATE(1),\n  BURN(66);\n}");
    write(
        message + "ErrorCode.java", "enum ErrorCode {\n  OK(0),\n  NO_NODE(-101),\n  HOT(-9);\n}");
    write("protocol/src/test/resources/wire/create.hex", "");
    write("protocol/src/test/resources/wire/error.hex", "= xid 1 zxid 2 NO_NODE\n");

    assertThat(documents().wireVectors())
        .containsExactly(
            "OpCode.BURN has no protocol/src/test/resources/wire/burn.hex",
            "ErrorCode.HOT is not in protocol/src/test/resources/wire/error.hex");
  }

  @Test
  void a_class_or_member_that_is_not_there_is_found_and_so_is_a_name_of_two() throws IOException {
    write(
        "m/src/main/java/x/A1a.java",
        "package x;\nclass A1a {\n  void go() {}\n  record Part() {}\n}");
    write("m/src/main/java/x/Two.java", "package x;\nclass Two {}");
    write("m/src/main/java/y/Two.java", "package y;\nclass Two {}");

    assertThat(
            new Mentions(new Sources(root))
                .unknown(
                    "`A1a`, `A1a.go`, `Part`, `x.Two`, `jute.maxbuffer` and `HashMap` are there;"
                        + " `Gone`, `A1a.gone`, `Two`, `z.Two` are not"))
        .containsExactly(
            "A1a.gone has no such member",
            "Gone is no class",
            "Two means more than one class",
            "z.Two is no class");
  }

  @Test
  void a_decision_without_a_number_of_its_own_or_without_a_part_is_found() throws IOException {
    String whole = "# T\n## Decision\n## Forces\n## Consequences\n## Measured\n## Rejected\n";
    write("docs/adr/0001-one.md", whole);
    write("docs/adr/0001-two.md", whole);
    write("docs/adr/three.md", whole.replace("## Forces\n", ""));

    assertThat(documents().decisions())
        .containsExactly(
            "0001-two.md: another decision has this number",
            "three.md: call it NNNN-title.md",
            "three.md: nothing is said under ## Forces");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Documents documents() {
    return new Documents(new Sources(root));
  }

  private JavaFile parsed() {
    Sources sources = new Sources(root);
    List<JavaFile> files = JavaFile.of(sources, sources.java());
    return files.get(0);
  }
}
