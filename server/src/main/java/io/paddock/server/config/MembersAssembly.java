package io.paddock.server.config;

import io.paddock.server.config.MemberConfig.Role;
import io.paddock.server.config.SettingValues.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server lines, from {@code zoo.cfg} or from the file that it names, and which of them is this
 * server. Thread: its owner's.
 *
 * <p>Source: spec/operations.md, sections 1 to 3.
 */
final class MembersAssembly {
  private static final String SERVER = "server.";
  private static final List<String> DYNAMIC = List.of(SERVER, "group", "weight", "version");

  private final SettingValues values;
  private final List<String> notices;

  MembersAssembly(SettingValues values, List<String> notices) {
    this.values = values;
    this.notices = notices;
  }

  /**
   * The members.
   *
   * @param configFile the file that was read, or null
   */
  EnsembleConfig build(@Nullable Path configFile) {
    Map<String, Given> lines = lines();
    List<MemberConfig> members = members(lines);
    long voters = MembersText.voters(members);
    boolean mayBeAlone = values.flag(WorkingSetting.STANDALONE_ENABLED);
    boolean alone = members.isEmpty() || (voters == 1 && mayBeAlone);
    check(members, lines, alone);
    int myId = 0;
    if (alone) {
      myId = members.isEmpty() ? 0 : members.get(0).id();
    } else {
      myId = MyIdFile.read(dataDir(), members);
      advise(members, myId, voters);
    }
    return config(myId, alone, members, configFile);
  }

  private EnsembleConfig config(
      int myId, boolean alone, List<MemberConfig> members, @Nullable Path configFile) {
    return new EnsembleConfig(
        myId,
        alone,
        members,
        values.number(WorkingSetting.INIT_LIMIT),
        values.number(WorkingSetting.SYNC_LIMIT),
        values.flag(WorkingSetting.LISTEN_ON_ALL),
        values.flag(WorkingSetting.LEADER_SERVES),
        values.flag(WorkingSetting.RECONFIG_ENABLED),
        alone ? null : configFile,
        dynamicFile(),
        new MemberTlsAssembly(values).build(alone));
  }

  private Path dataDir() {
    String text = values.text(WorkingSetting.DATA_DIR);
    if (text == null) {
      throw new ConfigException("no dataDir: the data needs a directory");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  private List<MemberConfig> members(Map<String, Given> lines) {
    boolean severalAddresses = values.flag(WorkingSetting.MULTI_ADDRESS);
    List<MemberConfig> members = new ArrayList<>();
    for (Map.Entry<String, Given> each : lines.entrySet()) {
      try {
        members.add(MemberLine.parse(each.getKey(), each.getValue().value(), severalAddresses));
      } catch (IllegalArgumentException e) {
        throw each.getValue().wrong(String.valueOf(e.getMessage()));
      }
    }
    members.sort(Comparator.comparingInt(MemberConfig::id));
    return members;
  }

  private static void check(List<MemberConfig> members, Map<String, Given> lines, boolean alone) {
    if (members.isEmpty()) {
      return;
    }
    Given last = List.copyOf(lines.values()).get(lines.size() - 1);
    if (MembersText.voters(members) == 0) {
      throw last.wrong("there are only observers: nobody could decide anything");
    }
    if (alone && members.size() > 1) {
      throw last.wrong(
          "a standalone server has no observers; standaloneEnabled=false makes one participant an"
              + " ensemble that has");
    }
    try {
      MembersText.requireOwnAddresses(members);
    } catch (IllegalArgumentException e) {
      throw last.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void advise(List<MemberConfig> members, int myId, long voters) {
    if (voters == 2) {
      notices.add("There are two participants: if one fails, the other cannot go on.");
    } else if (voters % 2 == 0) {
      notices.add(
          "There are %d participants: no more of them may fail than of %d."
              .formatted(voters, voters - 1));
    }
    boolean observes = members.stream().anyMatch(m -> m.id() == myId && m.role() == Role.OBSERVER);
    Given said = values.get(WorkingSetting.PEER_TYPE);
    if (said != null && said.value().equalsIgnoreCase("observer") != observes) {
      notices.add(
          said.where()
              + " has no effect: the server line says that this server "
              + (observes ? "observes." : "votes."));
    }
  }

  private Map<String, Given> lines() {
    Map<String, Given> lines = new LinkedHashMap<>();
    for (Map.Entry<String, Given> each : values.all().entrySet()) {
      if (each.getKey().startsWith(SERVER)) {
        lines.put(each.getKey(), each.getValue());
      }
    }
    Path dynamic = dynamicFile();
    if (dynamic == null) {
      return lines;
    }
    for (Given each : lines.values()) {
      notices.add(each.where() + " has no effect: " + dynamic + " has the server lines.");
    }
    return dynamicLines(dynamic);
  }

  private @Nullable Path dynamicFile() {
    String dynamic = values.text(WorkingSetting.DYNAMIC_CONFIG_FILE);
    return dynamic == null ? null : Path.of(dynamic);
  }

  private static Map<String, Given> dynamicLines(Path file) {
    Map<String, Given> lines = new LinkedHashMap<>();
    for (ZooCfg.Entry each : ZooCfg.read(file)) {
      Given given = new Given(each.value(), file + ":" + each.line() + ": " + each.key());
      if (DYNAMIC.stream().noneMatch(each.key()::startsWith)) {
        throw given.wrong("this file may hold only server., group, weight and version");
      }
      if (each.key().startsWith(SERVER)) {
        lines.put(each.key(), given);
      }
    }
    return lines;
  }
}
