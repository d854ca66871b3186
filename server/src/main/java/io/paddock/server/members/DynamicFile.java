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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the members in force beside the configuration file, as {@code zoo.cfg.dynamic.<version>},
 * and a line {@code dynamicConfigFile=} into it instead of its server lines, the old file kept as
 * {@code zoo.cfg.bak}. The client port goes from it too if this server's line has one, or the two
 * would disagree after the next change (spec/operations.md, section 2).
 *
 * <p>Thread: the clock's.
 */
public final class DynamicFile {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicFile.class);
  private static final String CONFIG = "/zookeeper/config";
  private static final String POINTER = "dynamicConfigFile";

  private static final Set<String> CLIENT_PORT = Set.of("clientPort", "clientPortAddress");

  private final Path configFile;
  private final String ownLine;
  private long written = -1;

  /** Beside this {@code zoo.cfg}, of the server with this id. */
  public DynamicFile(Path configFile, int myId) {
    this.ownLine = "server." + myId + '=';
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
    boolean hasPort =
        text.lines().anyMatch(each -> each.startsWith(ownLine) && each.indexOf(';') >= 0);
    for (String each : before) {
      String key = each.trim().split("[=:\\s]", 2)[0];
      boolean elsewhere = hasPort && CLIENT_PORT.contains(key);
      if (!key.startsWith("server.") && !key.equals(POINTER) && !elsewhere) {
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
