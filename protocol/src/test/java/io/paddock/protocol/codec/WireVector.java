package io.paddock.protocol.codec;

import io.paddock.protocol.message.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One frame of {@code src/test/resources/wire}; the README there tells the format.
 *
 * @param file name of the file without its ending
 * @param line where the frame begins, from 1
 * @param fromClient the direction
 * @param mark '=', '~' or '!'
 * @param text what comes after the mark
 * @param request the request that this is a reply to, null for a request
 */
record WireVector(
    String file,
    int line,
    boolean fromClient,
    Data bytes,
    char mark,
    String text,
    @Nullable WireVector request) {

  /** All vectors of all files. */
  static List<WireVector> all() {
    try (Stream<Path> files =
        Files.list(
            Path.of(Objects.requireNonNull(WireVector.class.getResource("/wire")).toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".hex"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<WireVector> read(Path file) {
    String name = file.getFileName().toString().replace(".hex", "");
    List<WireVector> vectors = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      StringBuilder hex = new StringBuilder();
      int start = 0;
      WireVector request = null;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        switch (line.charAt(0)) {
          case '>', '<' -> {
            hex.setLength(0);
            hex.append(line.charAt(0)).append(bytesOf(line));
            start = i + 1;
          }
          case ' ' -> hex.append(bytesOf(line));
          case '=', '~', '!' -> {
            boolean fromClient = hex.charAt(0) == '>';
            Data bytes = Data.wrap(HexFormat.of().parseHex(hex.substring(1)));
            char mark = line.charAt(0);
            WireVector vector =
                new WireVector(
                    name,
                    start,
                    fromClient,
                    bytes,
                    mark,
                    line.substring(2),
                    fromClient ? null : request);
            vectors.add(vector);
            request = fromClient && mark != '!' ? vector : request;
          }
          default -> throw new IllegalStateException(file + ":" + (i + 1) + ": " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  private static String bytesOf(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).substring(1).replace(" ", "");
  }

  /** Whether it is part of a handshake. */
  boolean isHandshake() {
    return file.equals("connect");
  }

  /** A reader of what follows the length prefix, cut to {@code length} bytes of it. */
  JuteReader reader(int length) {
    // In a larger array, so that reading past the end would be seen.
    byte[] padded = new byte[bytes.size() + 8];
    Arrays.fill(padded, (byte) 1);
    bytes.copyTo(padded, 4);
    return new JuteReader(padded, 8, 8 + length);
  }

  /** Bytes after the length prefix. */
  int length() {
    return bytes.size() - 4;
  }

  @Override
  public String toString() {
    return file
        + ".hex:"
        + line
        + " "
        + mark
        + " "
        + (text.length() > 60 ? text.substring(0, 60) : text);
  }
}
