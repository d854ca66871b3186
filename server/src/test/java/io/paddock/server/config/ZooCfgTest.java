package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.ZooCfg.Entry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooCfgTest {
  @TempDir private Path dir;

  @Test
  void keys_come_with_their_line() {
    assertThat(parse("# a comment\n\ntickTime=2000\nclientPort : 2181\n"))
        .containsExactly(new Entry("tickTime", "2000", 3), new Entry("clientPort", "2181", 4));
  }

  @Test
  void a_backslash_joins_lines_and_the_entry_has_the_first_lines_number() {
    assertThat(parse("a=1,\\\n   2,\\\n   3\nb=4"))
        .containsExactly(new Entry("a", "1,2,3", 1), new Entry("b", "4", 4));
  }

  @Test
  void a_backslash_at_the_end_of_a_comment_joins_nothing() {
    assertThat(parse("# see C:\\\na=1")).containsExactly(new Entry("a", "1", 2));
  }

  @Test
  void an_escaped_backslash_at_the_end_joins_nothing() {
    assertThat(parse("a=x\\\\\nb=y"))
        .containsExactly(new Entry("a", "x\\", 1), new Entry("b", "y", 2));
  }

  @Test
  void a_lone_backslash_says_nothing() {
    assertThat(parse("\\\n# no key\na=1\n\\")).containsExactly(new Entry("a", "1", 3));
  }

  @Test
  void values_are_trimmed_and_escapes_are_resolved() {
    assertThat(parse("dataDir=  /data/\\u00e9t\\u00e9  \n"))
        .containsExactly(new Entry("dataDir", "/data/été", 1));
  }

  @Test
  void every_kind_of_line_end_counts_once() {
    assertThat(parse("a=1\r\nb=2\rc=3\n")).extracting(Entry::line).containsExactly(1, 2, 3);
  }

  @Test
  void duplicates_are_all_there_for_the_caller_to_judge() {
    assertThat(parse("a=1\na=2")).containsExactly(new Entry("a", "1", 1), new Entry("a", "2", 2));
  }

  @Test
  void a_malformed_escape_is_named_with_file_and_line() {
    assertThatThrownBy(() -> parse("a=1\nb=\\u12x4"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("zoo.cfg:2: malformed escape: \\u must be followed by four hex digits");
  }

  @Test
  void a_missing_file_is_named() {
    Path missing = dir.resolve("none.cfg");

    assertThatThrownBy(() -> ZooCfg.read(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  void a_directory_is_no_file() {
    assertThatThrownBy(() -> ZooCfg.read(dir))
        .isInstanceOf(ConfigException.class)
        .hasMessage(dir + ": cannot be read: this is a directory");
  }

  @Test
  void the_largest_file_is_read_and_one_byte_more_is_refused() throws IOException {
    Path file = dir.resolve("zoo.cfg");
    Files.writeString(file, "#".repeat(ZooCfg.FILE_BYTES_MAX));
    assertThat(ZooCfg.read(file)).isEmpty();

    Files.writeString(file, "#".repeat(ZooCfg.FILE_BYTES_MAX + 1));
    assertThatThrownBy(() -> ZooCfg.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  @Test
  void any_text_gives_what_the_properties_class_gives_or_a_clear_error() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      Properties expected = new Properties();
      boolean malformed = false;
      try {
        expected.load(new StringReader(text));
      } catch (IllegalArgumentException e) {
        malformed = true;
      }
      try {
        Properties actual = new Properties();
        parse(text).forEach(e -> actual.setProperty(e.key(), e.value()));
        expected.replaceAll((key, value) -> ((String) value).trim());
        expected.remove(""); // the properties class makes one of a lone backslash at the end
        actual.remove("");
        assertThat(actual).as("seed %d, text %s", seed, text).isEqualTo(expected);
      } catch (ConfigException e) {
        assertThat(malformed).as("seed %d, text %s: %s", seed, text, e).isTrue();
      }
    }
  }

  @Test
  void random_bytes_are_entries_or_a_clear_error() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = dir.resolve("garbage");
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      try {
        assertThat(ZooCfg.read(file)).as("seed %d", seed).isNotNull();
      } catch (ConfigException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("malformed escape");
      }
    }
  }

  private static String randomText(Random random) {
    String alphabet = "ab=: \t\f\\\\\n\n\r#!u00e9x";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static List<Entry> parse(String text) {
    return ZooCfg.parse(text, "zoo.cfg");
  }
}
