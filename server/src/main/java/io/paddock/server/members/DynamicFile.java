package io.paddock.server.members;

import io.paddock.protocol.message.Data;
import io.paddock.state.apply.State;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the members in force beside the configuration file, as {@code zoo.cfg.dynamic.<version>},
 * and a line {@code dynamicConfigFile=} into it instead of its server lines, the old file kept as
 * {@code zoo.cfg.bak} (spec/operations.md, section 2).
 *
 * <p>Thread: the clock's.
 */
public final class DynamicFile {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicFile.class);
  private static final String CONFIG = "/zookeeper/config";
  private static final String POINTER = "dynamicConfigFile";

  private final Path configFile;
  private long written = -1;

  /** Beside this {@code zoo.cfg}. */
  public DynamicFile(Path configFile) {
    this.configFile = configFile.toAbsolutePath();
  }

  /** Writes if the members have changed since the last time; to be called now and then. */
  public void look(State state) {
    Znode config = state.find(CONFIG);
    Data data = config == null ? null : config.data();
    if (config == null || data == null || data.size() == 0) {
      return;
    }
    long version = config.stat().mzxid();
    if (version == written) {
      return;
    }
    written = version;
    try {
      write(version, data.asText());
    } catch (IOException e) {
      LOG.warn("{}: the members cannot be written beside it: {}", configFile, e.toString());
    }
  }

  private void write(long version, String text) throws IOException {
    Path dynamic =
        configFile.resolveSibling(
            configFile.getFileName() + ".dynamic." + Long.toHexString(version));
    String lines =
        text.lines()
            .filter(line -> !line.startsWith("version="))
            .reduce("", (all, line) -> all + line + '\n');
    replace(dynamic, lines);
    List<String> before = Files.readAllLines(configFile, StandardCharsets.ISO_8859_1);
    List<String> after = new ArrayList<>();
    for (String each : before) {
      String key = each.trim();
      if (!key.startsWith("server.") && !key.startsWith(POINTER)) {
        after.add(each);
      }
    }
    after.add(POINTER + '=' + dynamic.toString().replace("\\", "\\\\"));
    if (!after.equals(before)) {
      Path backup = configFile.resolveSibling(configFile.getFileName() + ".bak");
      Files.copy(configFile, backup, StandardCopyOption.REPLACE_EXISTING);
      replace(configFile, String.join("\n", after) + '\n');
      LOG.info("{} now has the members: {}", dynamic, text.replace("\n", ", "));
    }
  }

  /** Whoever reads meanwhile sees the old file or the new one. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
