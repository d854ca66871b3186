package io.paddock.server.config;

import io.paddock.server.config.MemberConfig.Role;
import io.paddock.server.config.SettingValues.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server lines, from {@code zoo.cfg} or from the file that it names. Thread: its owner's.
 *
 * <p>Source: spec/operations.md, section 2.
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

  EnsembleConfig build() {
    Map<String, Given> lines = lines();
    boolean severalAddresses = values.flag(WorkingSetting.MULTI_ADDRESS);
    boolean standalone = values.flag(WorkingSetting.STANDALONE_ENABLED);
    List<MemberConfig> members = new ArrayList<>();
    for (Map.Entry<String, Given> each : lines.entrySet()) {
      try {
        members.add(MemberLine.parse(each.getKey(), each.getValue().value(), severalAddresses));
      } catch (IllegalArgumentException e) {
        throw each.getValue().wrong(String.valueOf(e.getMessage()));
      }
    }
    if (members.isEmpty()) {
      return new EnsembleConfig(0, List.of());
    }
    refuseEnsemble(members, lines);
    if (!standalone) {
      notices.add(
          "standaloneEnabled=false with one member: it runs standalone all the same, as this"
              + " version knows no ensembles.");
    }
    return new EnsembleConfig(members.get(0).id(), members);
  }

  private static void refuseEnsemble(List<MemberConfig> members, Map<String, Given> lines) {
    Given last = List.copyOf(lines.values()).get(lines.size() - 1);
    if (members.stream().noneMatch(m -> m.role() == Role.PARTICIPANT)) {
      throw last.wrong("there are only observers: nobody could decide anything");
    }
    if (members.size() > 1) {
      throw last.wrong(
          "there are %d members, but this version runs standalone servers only: keep one server line"
                  .formatted(members.size())
              + " or none");
    }
  }

  private Map<String, Given> lines() {
    Map<String, Given> lines = new LinkedHashMap<>();
    for (Map.Entry<String, Given> each : values.all().entrySet()) {
      if (each.getKey().startsWith(SERVER)) {
        lines.put(each.getKey(), each.getValue());
      }
    }
    String dynamic = values.text(WorkingSetting.DYNAMIC_CONFIG_FILE);
    if (dynamic == null) {
      return lines;
    }
    for (Given each : lines.values()) {
      notices.add(each.where() + " has no effect: " + dynamic + " has the server lines.");
    }
    return dynamicLines(Path.of(dynamic));
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
