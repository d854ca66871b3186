package io.paddock.discovery.curator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service.
 *
 * @param name of the service
 * @param id its own, the name of its znode
 * @param address host name or IP address
 * @param port null if it has none
 * @param sslPort null if it has none
 * @param payload what else there is: a text, a number, a truth value, a list or a map of such; null
 *     for none. A Java object that Curator has written is a map with its class under {@code @class}
 * @param registrationTimeMs when it was registered, milliseconds since 1970
 * @param serviceType {@code DYNAMIC} for what goes with its session, or {@code STATIC}, {@code
 *     PERMANENT}, {@code DYNAMIC_SEQUENTIAL}
 * @param uriSpec how its URI is made, such as {@code {scheme}://{address}:{port}}; null for none
 * @param enabled whether it wants to be used
 */
public record CuratorInstance(
    String name,
    String id,
    String address,
    @Nullable Integer port,
    @Nullable Integer sslPort,
    @Nullable Object payload,
    long registrationTimeMs,
    String serviceType,
    @Nullable String uriSpec,
    boolean enabled) {
  /** Goes with its session. */
  public static final String DYNAMIC = "DYNAMIC";

  public CuratorInstance {
    for (String part : new String[] {name, id}) {
      if (part.isEmpty() || part.indexOf('/') >= 0) {
        throw new IllegalArgumentException("no name of a znode: \"" + part + "\"");
      }
    }
  }

  /** One with a port and nothing else. */
  public static CuratorInstance of(
      String name, String id, String address, int port, long registrationTimeMs) {
    return new CuratorInstance(
        name, id, address, port, null, null, registrationTimeMs, DYNAMIC, null, true);
  }

  /** The same with this. */
  public CuratorInstance payload(@Nullable Object payload) {
    return with(payload, uriSpec);
  }

  /** The same with this. */
  public CuratorInstance uriSpec(@Nullable String uriSpec) {
    return with(payload, uriSpec);
  }

  private CuratorInstance with(@Nullable Object newPayload, @Nullable String newUriSpec) {
    return new CuratorInstance(
        name,
        id,
        address,
        port,
        sslPort,
        newPayload,
        registrationTimeMs,
        serviceType,
        newUriSpec,
        enabled);
  }

  // ---- as the properties of its znode

  /** The properties of its znode. */
  Map<String, @Nullable Object> properties() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("id", id);
    all.put("address", address);
    all.put("port", port);
    all.put("sslPort", sslPort);
    all.put("payload", payload);
    all.put("registrationTimeUTC", registrationTimeMs);
    all.put("serviceType", serviceType);
    all.put("uriSpec", uriSpec == null ? null : UriParts.parts(uriSpec));
    all.put("enabled", enabled);
    return all;
  }

  /**
   * An instance of the properties of its znode.
   *
   * @throws IllegalArgumentException if they are not those of an instance
   */
  static CuratorInstance of(Map<String, Object> properties) {
    Object enabled = properties.get("enabled");
    Long time = number(properties, "registrationTimeUTC");
    return new CuratorInstance(
        text(properties, "name"),
        text(properties, "id"),
        text(properties, "address"),
        port(properties, "port"),
        port(properties, "sslPort"),
        properties.get("payload"),
        time == null ? 0 : time,
        properties.get("serviceType") instanceof String type ? type : DYNAMIC,
        UriParts.text(properties.get("uriSpec")),
        // Older ones do not say.
        enabled == null || enabled.equals(true));
  }

  private static String text(Map<String, Object> properties, String name) {
    if (properties.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no instance of a service: " + name + " is missing");
  }

  private static @Nullable Integer port(Map<String, Object> properties, String name) {
    Long number = number(properties, name);
    return number == null ? null : Math.toIntExact(number);
  }

  private static @Nullable Long number(Map<String, Object> properties, String name) {
    Object value = properties.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("no instance of a service: " + name + " is no number");
  }
}
