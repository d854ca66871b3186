package io.paddock.discovery.curator;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.live.LiveEntries;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.Acl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that Curator's {@code ServiceDiscovery} with the same base path finds, and those that it
 * has registered.
 *
 * <p>Thread: any.
 */
public final class CuratorServices {
  private static final Logger LOG = LoggerFactory.getLogger(CuratorServices.class);
  private static final RegisterOptions OPTIONS =
      RegisterOptions.USUAL.acl(Acl.OPEN).makingParents();

  private final Client client;
  private final String base;

  /**
   * @param base the path below which the services are
   */
  public CuratorServices(Client client, String base) {
    this.client = client;
    this.base = Links.normal(base);
  }

  /**
   * Registers an instance until the registration is closed.
   *
   * @param instance a {@code DYNAMIC} one
   * @throws AddressTakenException if another session has an instance with this id
   * @throws IllegalArgumentException if it is of another type
   */
  public Registration register(CuratorInstance instance) {
    if (!instance.serviceType().equals(CuratorInstance.DYNAMIC)) {
      throw new IllegalArgumentException(
          instance.id()
              + ": only DYNAMIC instances go with a session, not "
              + instance.serviceType());
    }
    String path = container(instance.name());
    return new Registration(client, path, instance.id(), instance.properties(), OPTIONS);
  }

  /** Says something else of an instance that is registered; name and id must be the same. */
  public void update(Registration registration, CuratorInstance instance) {
    String path = Links.child(Links.child(base, instance.name()), instance.id());
    if (!registration.paths().equals(List.of(path))) {
      throw new IllegalArgumentException(registration.paths() + " is not " + path);
    }
    registration.set(instance.properties());
  }

  /** The names of all services, sorted; none if there is nothing. */
  public List<String> names() {
    try {
      return client.children(base).stream().sorted().toList();
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  /** The instances of a service as of now, by id; none if there is no such service. */
  public List<CuratorInstance> instances(String name) {
    try {
      Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
      client
          .childrenWithData(Links.child(base, name))
          .forEach((id, node) -> entries.put(id, PropertyCodec.decode(node.data())));
      return decoded(entries);
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  /**
   * Tells a listener the instances of a service as of now, by id, and at each change.
   *
   * @return ends it when it is closed
   */
  public LiveEntries follow(String name, Consumer<? super List<CuratorInstance>> listener) {
    LiveEntries entries = new LiveEntries(client, container(name));
    entries.onChange((live, subscription) -> listener.accept(decoded(live.entries())));
    return entries;
  }

  private String container(String name) {
    String path = Links.child(base, name);
    client.ensurePath(path, CreateOptions.CONTAINER);
    return path;
  }

  private static List<CuratorInstance> decoded(Map<String, Map<String, Object>> entries) {
    List<CuratorInstance> instances = new ArrayList<>();
    entries.forEach(
        (id, properties) -> {
          try {
            instances.add(CuratorInstance.of(properties));
          } catch (IllegalArgumentException e) {
            LOG.warn("{} is left out: {}", id, e.getMessage());
          }
        });
    return List.copyOf(instances);
  }
}
