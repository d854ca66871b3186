package io.paddock.discovery;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.discovery.board.StatusBoard;
import io.paddock.discovery.curator.CuratorServices;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.link.Resolver;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveEntries;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.register.Registering;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.ImportPlan;
import io.paddock.discovery.treetext.TreeExport;
import io.paddock.discovery.treetext.TreeImport;
import io.paddock.discovery.treetext.TreeParser;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.path.PathRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Services that are found, configuration that is followed, trees that are written down.
 *
 * <pre>{@code
 * try (Discovery discovery = Discovery.connect("h1:2181,h2:2181")) {
 *   discovery.register("/fooservice/servers", "192.168.0.42:8080");
 *   discovery.children("/fooservice/servers").onChange(servers -> use(servers.names()));
 * }
 * }</pre>
 *
 * <p>Thread: any.
 */
public final class Discovery implements AutoCloseable {
  private final Client client;
  private final boolean owned;
  private final List<Registration> registrations = new CopyOnWriteArrayList<>();
  private final List<Consumer<? super Registering>> before = new CopyOnWriteArrayList<>();
  private final List<Consumer<? super Registration>> after = new CopyOnWriteArrayList<>();

  private Discovery(Client client, boolean owned) {
    this.client = client;
    this.owned = owned;
  }

  /** With a client of its own, which is closed with it. */
  public static Discovery connect(String servers) {
    return new Discovery(PaddockClient.connect(servers), true);
  }

  /** With a client that others use too, and that is not closed with it. */
  public static Discovery of(Client client) {
    return new Discovery(client, false);
  }

  /** The client. */
  public Client client() {
    return client;
  }

  // ---- services

  /** Registers a service without properties of its own. */
  public Registration register(String path, String address) {
    return register(path, address, Map.of());
  }

  /** Registers a service that everybody may read. */
  public Registration register(String path, String address, Map<String, ?> properties) {
    return register(path, address, properties, RegisterOptions.USUAL);
  }

  /** Registers a service with an ACL. */
  public Registration register(
      String path, String address, Map<String, ?> properties, List<Acl> acl) {
    return register(path, address, properties, RegisterOptions.USUAL.acl(acl));
  }

  /**
   * Registers a service, until the registration or this is closed. The process id is added to the
   * properties.
   *
   * @param path may be a link
   * @param address {@code host:port}, or {@code :port} for all addresses of this machine
   * @throws AddressTakenException if somebody else has the address, and still has it when the
   *     options do not allow to wait any longer
   * @throws NoNodeException if there is no such path
   * @throws IllegalArgumentException if the address has a slash or cannot be a name otherwise
   */
  public Registration register(
      String path, String address, Map<String, ?> properties, RegisterOptions options) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.put("pid", ProcessHandle.current().pid());
    if (options.parents()) {
      client.ensurePath(path);
    }
    String real = resolve(path);
    Registering registering = new Registering(real, address, all);
    before.forEach(each -> each.accept(registering));
    Registration registration = new Registration(client, real, address, all, options);
    registrations.removeIf(Registration::isClosed);
    registrations.add(registration);
    after.forEach(each -> each.accept(registration));
    return registration;
  }

  /** Calls a listener before each registration; it may add properties. */
  public void onRegistering(Consumer<? super Registering> listener) {
    before.add(listener);
  }

  /** Calls a listener after each registration. */
  public void onRegistered(Consumer<? super Registration> listener) {
    after.add(listener);
  }

  /** The children of a znode, followed from now on. */
  public LiveChildren children(String path) {
    return new LiveChildren(client, path);
  }

  /** The children of a znode, each with its properties, followed from now on. */
  public LiveEntries entries(String path) {
    return new LiveEntries(client, path);
  }

  /** The board of a set of hosts; its znode is made if it is missing. */
  public StatusBoard board(String path) {
    return new StatusBoard(client, path);
  }

  /** Services in the format of Curator's {@code x-discovery}, below a base path. */
  public CuratorServices curator(String base) {
    return new CuratorServices(client, base);
  }

  // ---- configuration

  /** The properties of a znode, followed from now on. */
  public LiveProperties properties(String path) {
    return new LiveProperties(client, path, true);
  }

  /** The properties of a znode as they are now; they can be changed, but are not followed. */
  public LiveProperties propertiesOnce(String path) {
    return new LiveProperties(client, path, false);
  }

  // ---- links

  /**
   * The path without links.
   *
   * @throws NoNodeException if it leads to nothing
   * @throws LinkException if links lead back to themselves
   */
  public String resolve(String path) {
    return new Resolver(client, null).resolve(path);
  }

  /**
   * Makes a link.
   *
   * @param target where it leads; if it ends with a slash, the link's name is added
   * @param link its path; the znode above it must exist
   */
  public void link(String target, String link) {
    String to = target.endsWith("/") ? target + PathRules.name(link) : target;
    propertiesOnce(PathRules.parent(link)).update(PathRules.name(link) + Links.NODE_LINK, to);
  }

  // ---- trees

  /** Brings what is below a path to what a text says; see {@link TreeImport}. */
  public ImportPlan importTree(String text, String path, ImportOptions options) {
    return treeImport(text, path, options).run();
  }

  /** What {@link #importTree} would do. */
  public ImportPlan planImport(String text, String path, ImportOptions options) {
    return treeImport(text, path, options).plan();
  }

  private TreeImport treeImport(String text, String path, ImportOptions options) {
    return new TreeImport(client, TreeParser.parse(text, path), path, options);
  }

  /** A subtree as text, without ephemerals. */
  public String exportTree(String path) {
    return exportTree(path, "", false);
  }

  /**
   * A subtree as text.
   *
   * @param name of the first node, instead of its own; empty for its own
   * @param ephemerals whether ephemerals are shown too
   */
  public String exportTree(String path, String name, boolean ephemerals) {
    return TreeExport.export(client, path, name, ephemerals);
  }

  /** All paths from one on, parents before children, each list of children sorted. */
  public List<String> walk(String path, boolean ephemerals) {
    List<String> paths = new ArrayList<>();
    walk(path, ephemerals, (each, children) -> paths.add(each));
    return paths;
  }

  /**
   * Visits all paths from one on, parents before children. What is changed meanwhile is seen.
   *
   * @param visitor gets a path and the sorted names of its children; those that it removes from the
   *     list are not visited
   */
  public void walk(
      String path, boolean ephemerals, BiConsumer<? super String, ? super List<String>> visitor) {
    List<String> names;
    try {
      if (!ephemerals && isEphemeral(path)) {
        return;
      }
      names = new ArrayList<>(client.children(path));
    } catch (NoNodeException e) {
      // It went meanwhile.
      return;
    }
    Collections.sort(names);
    visitor.accept(path, names);
    List.copyOf(names).forEach(each -> walk(Links.child(path, each), ephemerals, visitor));
  }

  /** Whether a znode goes with a session; {@link NoNodeException} if there is none. */
  public boolean isEphemeral(String path) {
    return client.get(path).stat().ephemeralOwner() != 0;
  }

  /** Makes a znode and what is missing above it, or gives the one that is there this data. */
  public void createRecursive(String path, @Nullable Data data, List<Acl> acl) {
    try {
      client.create(path, data, CreateOptions.PERSISTENT.acl(acl).makingParents());
    } catch (NodeExistsException e) {
      client.set(path, data);
    }
  }

  /**
   * Deletes a znode and all below it, but no ephemerals and nothing above them.
   *
   * @return what was left, deepest first
   */
  public List<String> deleteRecursive(String path) {
    return delete(path, found -> true);
  }

  /**
   * Deletes a znode and all below it, ephemerals too; nothing happens if there is none. What others
   * make there meanwhile, a registration that comes back for instance, is deleted too.
   */
  public void deleteRecursiveForced(String path) {
    client.deleteRecursive(path);
  }

  /** What {@link #deleteRecursive} would leave. */
  public List<String> planDelete(String path) {
    return delete(path, found -> false);
  }

  private List<String> delete(String path, Predicate<String> doing) {
    List<String> left = new ArrayList<>();
    boolean unused = delete(path, doing, left);
    return left;
  }

  // Whether nothing of it is left.
  private boolean delete(String path, Predicate<String> doing, List<String> left) {
    boolean all = !isEphemeral(path);
    for (String name : client.children(path).stream().sorted().toList()) {
      all &= delete(Links.child(path, name), doing, left);
    }
    if (!all) {
      left.add(path);
    } else if (doing.test(path)) {
      client.delete(path);
    }
    return all;
  }

  /** The properties of a znode as of now, links as text. */
  public Map<String, Object> read(String path) {
    return PropertyCodec.decode(client.get(resolve(path)).data());
  }

  /**
   * Withdraws all registrations. Waits for a server for {@link Registration#CLOSE_LIMIT} at most;
   * see {@link Registration#close} for what becomes of them then.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + Registration.CLOSE_LIMIT.toNanos();
    for (Registration each : registrations) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      boolean unused = each.close(left);
    }
    if (owned) {
      client.close();
    }
  }
}
