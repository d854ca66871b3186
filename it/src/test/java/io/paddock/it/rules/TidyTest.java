package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TidyTest {
  private static final Sources SOURCES = Sources.checkout();
  private static final List<JavaFile> FILES = JavaFile.of(SOURCES, SOURCES.java());
  private static final Documents DOCUMENTS = new Documents(SOURCES);

  @Test
  void files_and_methods_are_small_enough_to_hold_in_the_head() {
    assertThat(all(JavaFile::sizes)).isEmpty();
  }

  @Test
  void names_say_what_a_class_is() {
    assertThat(all(JavaFile::names)).isEmpty();
  }

  @Test
  void rooms_of_one_event_loop_have_no_locks() {
    assertThat(all(JavaFile::locks)).isEmpty();
  }

  @Test
  void every_package_says_what_it_is_for() {
    assertThat(DOCUMENTS.packages()).isEmpty();
  }

  @Test
  void every_reminder_has_an_issue() {
    assertThat(DOCUMENTS.reminders()).isEmpty();
  }

  @Test
  void links_lead_somewhere() {
    assertThat(DOCUMENTS.links()).isEmpty();
  }

  @Test
  void citations_of_the_specification_have_their_section() {
    assertThat(DOCUMENTS.citations()).isEmpty();
  }

  @Test
  void every_operation_and_error_has_a_wire_vector() {
    assertThat(DOCUMENTS.wireVectors()).isEmpty();
  }

  @Test
  void every_class_and_test_that_the_architecture_names_is_there() {
    String architecture = Sources.text(SOURCES.root().resolve("ARCHITECTURE.md"));

    assertThat(new Mentions(SOURCES).unknown(architecture)).isEmpty();
  }

  @Test
  void decisions_are_numbered_and_complete() {
    assertThat(DOCUMENTS.decisions()).isEmpty();
  }

  private static List<String> all(Function<JavaFile, List<String>> rule) {
    return FILES.stream().flatMap(file -> rule.apply(file).stream()).toList();
  }
}
