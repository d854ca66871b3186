package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** That whoever gets Paddock gets the licences of what is in it. */
class LicencesTest {
  private static final Path ROOT = Sources.checkout().root();
  private static final Path DISTRIBUTION = ROOT.resolve("cli/target/paddock");

  /** By the beginning of a jar's name, what NOTICE calls it; what it does not list is missing. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("HdrHistogram", "HdrHistogram"),
          Map.entry("asm", "ASM"),
          Map.entry("commons-io", "Apache Commons IO"),
          Map.entry("commons-lang3", "Apache Commons Lang"),
          Map.entry("disruptor", "LMAX Disruptor"),
          Map.entry("jackson-", "Jackson"),
          Map.entry("jctools-core", "JCTools"),
          Map.entry("jraft-core", "SOFAJRaft"),
          Map.entry("jspecify", "JSpecify"),
          Map.entry("logback-", "logback"),
          Map.entry("metrics-core", "Metrics Core"),
          Map.entry("netty-", "Netty"),
          Map.entry("paddock-", "Paddock"),
          Map.entry("picocli", "picocli"),
          Map.entry("protobuf-java", "Protocol Buffers"),
          Map.entry("slf4j-api", "SLF4J"));

  @Test
  void the_distribution_has_the_texts_and_they_name_every_jar_in_it() throws IOException {
    String notice = Sources.text(DISTRIBUTION.resolve("NOTICE"));
    assertThat(DISTRIBUTION.resolve("LICENSE")).hasSameTextualContentAs(ROOT.resolve("LICENSE"));
    for (String jar : jars()) {
      assertThat(NAMES.entrySet())
          .as(jar + " in NOTICE")
          .anyMatch(each -> jar.startsWith(each.getKey()) && notice.contains(each.getValue()));
    }
  }

  @Test
  void every_text_that_the_notice_names_is_there() {
    String notice = Sources.text(ROOT.resolve("NOTICE"));
    List<String> texts =
        Pattern.compile("licenses/[\\w.-]+\\.txt")
            .matcher(notice)
            .results()
            .map(each -> each.group())
            .toList();

    assertThat(texts)
        .hasSize(5)
        .allSatisfy(text -> assertThat(DISTRIBUTION.resolve(text)).exists());
  }

  @Test
  void the_jar_with_the_engine_in_it_has_the_texts_too() throws IOException {
    Path jar = DISTRIBUTION.resolve("lib").resolve(replication());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(text(zip, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(zip, "META-INF/NOTICE")).contains("Protocol Buffers", "ASM", "SOFAJRaft");
      assertThat(text(zip, "META-INF/licenses/protobuf.txt")).contains("Google Inc.");
      assertThat(text(zip, "META-INF/licenses/asm.txt")).contains("INRIA");
    }
  }

  private static String replication() throws IOException {
    return jars().stream()
        .filter(jar -> jar.startsWith("paddock-replication"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> all = Files.list(DISTRIBUTION.resolve("lib"))) {
      return all.map(jar -> jar.getFileName().toString()).toList();
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }
}
