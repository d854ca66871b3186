package io.paddock.client.api;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of the members of an ensemble: either some join and some leave, or there is a whole new
 * list (spec/wire.md, section 7).
 *
 * @param joining {@code server.N=…} lines separated by commas, null for none
 * @param leaving numbers of servers separated by commas, null for none
 * @param members the whole new list, null if some join and leave
 * @param configId the version of the configuration that this builds on, -1 for any
 */
public record Reconfiguration(
    @Nullable String joining, @Nullable String leaving, @Nullable String members, long configId) {
  /** Builds on whatever configuration there is. */
  public static final long ANY_CONFIG = -1;

  /** These join; each is a line {@code server.N=…}. */
  public static Reconfiguration joining(String... lines) {
    return new Reconfiguration(String.join(",", lines), null, null, ANY_CONFIG);
  }

  /** The servers with these numbers leave. */
  public static Reconfiguration leaving(int... ids) {
    String all = Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(","));
    return new Reconfiguration(null, all, null, ANY_CONFIG);
  }

  /** These are the members from now on; each is a line {@code server.N=…}. */
  public static Reconfiguration members(List<String> lines) {
    return new Reconfiguration(null, null, String.join(",", lines), ANY_CONFIG);
  }

  /** The same if the configuration has this version still, which is refused otherwise. */
  public Reconfiguration ifVersionIs(long id) {
    return new Reconfiguration(joining, leaving, members, id);
  }
}
