package io.paddock.server.config;

import io.paddock.server.config.MemberConfig.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file {@code myid} in the data directory: which of the members this server is
 * (spec/operations.md, section 3).
 */
final class MyIdFile {
  private static final int FILE_BYTES_MAX = 64;

  private MyIdFile() {}

  /** The id; {@link ConfigException} if the file does not say which of these this server is. */
  static int read(Path dataDir, List<MemberConfig> members) {
    Path file = dataDir.resolve("myid");
    String text = text(file, members).trim();
    int id;
    try {
      id = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      String shown = text.length() > 20 ? text.substring(0, 20) + "…" : text;
      throw new ConfigException(
          "%s must hold one number, %s, not '%s'".formatted(file, ids(members), shown), e);
    }
    if (members.stream().noneMatch(m -> m.id() == id)) {
      throw new ConfigException(
          "%s says %d, but the server lines are those of %s".formatted(file, id, ids(members)));
    }
    return id;
  }

  private static String text(Path file, List<MemberConfig> members) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > FILE_BYTES_MAX) {
        throw new ConfigException(file + " holds more than a number");
      }
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          "%s is missing: it must hold the number of this server, %s".formatted(file, ids(members)),
          e);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e, e);
    }
  }

  private static String ids(List<MemberConfig> members) {
    return members.stream()
        .map(m -> m.id() + (m.role() == Role.OBSERVER ? " (observer)" : ""))
        .collect(Collectors.joining(", "));
  }
}
