package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.config.Setting.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md are those of the code; {@code -Dpaddock.rewrite=true} writes
 * them.
 */
class SettingsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final String MARK = "<!-- settings -->\n";

  @Test
  void the_document_has_every_setting_as_the_code_has_it() throws IOException {
    String text = Files.readString(DOCUMENT);
    String upToMark = text.substring(0, text.indexOf(MARK) + MARK.length());
    String expected = upToMark + tables();
    if (Boolean.getBoolean("paddock.rewrite")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }

  private static String tables() {
    StringBuilder text = new StringBuilder();
    text.append(
        "\n"
            + "### Settings that work\n\n"
            + "| key | where | value | default | what it does |\n"
            + "|---|---|---|---|---|\n");
    for (Setting each : Settings.all()) {
      if (each.effect() == Effect.WORKS) {
        text.append(
            row(
                code(each.key()),
                where(each),
                each.allowed().text(),
                code(each.standard()),
                each.text()));
      }
    }
    text.append(
        "\n"
            + "### Settings that are refused\n\n"
            + "| key | where | accepted is only | why |\n"
            + "|---|---|---|---|\n");
    for (Setting each : Settings.all()) {
      if (each.effect() == Effect.REFUSED) {
        text.append(row(code(each.key()), where(each), each.allowed().text(), each.text()));
      }
    }
    text.append("\n### Settings without effect\n\n| key | where | why |\n|---|---|---|\n");
    for (Setting each : Settings.all()) {
      if (each.effect() == Effect.NONE) {
        text.append(row(code(each.key()), where(each), each.text()));
      }
    }
    return text.toString();
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String each : cells) {
      row.append(' ').append(each.replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }

  private static String code(String text) {
    return text.isEmpty() ? "–" : "`" + text + "`";
  }

  private static String where(Setting setting) {
    return switch (setting.place()) {
      case FILE -> "file";
      case FILE_OR_PROPERTY -> "file, -D";
      case PROPERTY -> "-D";
      case OWN -> "own";
    };
  }
}
