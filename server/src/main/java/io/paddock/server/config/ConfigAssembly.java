package io.paddock.server.config;

import static io.paddock.server.config.WorkingSetting.AUTOCREATE;
import static io.paddock.server.config.WorkingSetting.CLIENT_KEEP_ALIVE;
import static io.paddock.server.config.WorkingSetting.CLIENT_PORT;
import static io.paddock.server.config.WorkingSetting.CLIENT_PORT_ADDRESS;
import static io.paddock.server.config.WorkingSetting.CLIENT_PORT_BACKLOG;
import static io.paddock.server.config.WorkingSetting.CONNECTION_OUTSTANDING_MAX;
import static io.paddock.server.config.WorkingSetting.CONTAINER_INTERVAL;
import static io.paddock.server.config.WorkingSetting.CONTAINER_MAX_NEVER_USED;
import static io.paddock.server.config.WorkingSetting.CONTAINER_MAX_PER_MINUTE;
import static io.paddock.server.config.WorkingSetting.DATA_DIR;
import static io.paddock.server.config.WorkingSetting.DATA_LOG_DIR;
import static io.paddock.server.config.WorkingSetting.ENFORCE_QUOTA;
import static io.paddock.server.config.WorkingSetting.EVENT_LOOPS;
import static io.paddock.server.config.WorkingSetting.EXTENDED_TYPES;
import static io.paddock.server.config.WorkingSetting.EXTRA_SIZE;
import static io.paddock.server.config.WorkingSetting.FORCE_SYNC;
import static io.paddock.server.config.WorkingSetting.FSYNC_WARNING;
import static io.paddock.server.config.WorkingSetting.HANDSHAKE_TIMEOUT;
import static io.paddock.server.config.WorkingSetting.LARGE_REQUESTS_BYTES_MAX;
import static io.paddock.server.config.WorkingSetting.LARGE_REQUEST_THRESHOLD;
import static io.paddock.server.config.WorkingSetting.LINEARIZABLE_READS;
import static io.paddock.server.config.WorkingSetting.MAX_BUFFER;
import static io.paddock.server.config.WorkingSetting.MAX_CLIENT_CONNECTIONS;
import static io.paddock.server.config.WorkingSetting.MAX_CONNECTIONS;
import static io.paddock.server.config.WorkingSetting.MAX_SESSION_TIMEOUT;
import static io.paddock.server.config.WorkingSetting.MIN_SESSION_TIMEOUT;
import static io.paddock.server.config.WorkingSetting.OUTGOING_BYTES_MAX;
import static io.paddock.server.config.WorkingSetting.OUTSTANDING_LIMIT;
import static io.paddock.server.config.WorkingSetting.PREALLOC_SIZE;
import static io.paddock.server.config.WorkingSetting.PURGE_INTERVAL;
import static io.paddock.server.config.WorkingSetting.QUEUED_WRITE_BYTES_MAX;
import static io.paddock.server.config.WorkingSetting.READ_ONLY_MODE;
import static io.paddock.server.config.WorkingSetting.SKIP_ACL;
import static io.paddock.server.config.WorkingSetting.SNAP_COUNT;
import static io.paddock.server.config.WorkingSetting.SNAP_RETAIN_COUNT;
import static io.paddock.server.config.WorkingSetting.SNAP_SIZE_LIMIT;
import static io.paddock.server.config.WorkingSetting.THROTTLE_FILL_COUNT;
import static io.paddock.server.config.WorkingSetting.THROTTLE_FILL_TIME;
import static io.paddock.server.config.WorkingSetting.THROTTLE_TOKENS;
import static io.paddock.server.config.WorkingSetting.TICK_TIME;
import static io.paddock.server.config.WorkingSetting.WHITELIST;

import io.paddock.server.config.FeatureConfig.ContainerConfig;
import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.SettingValues.Given;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass from what was said to a {@link ServerConfig}. Thread: its owner's. */
final class ConfigAssembly {
  private static final long KIB = 1024;
  private static final int RETAIN_MIN = 3;

  private final SettingValues values;
  private final List<String> notices;
  private final @Nullable Path configFile;

  /** {@code configFile} is the file that was read, or null. */
  ConfigAssembly(SettingValues values, List<String> notices, @Nullable Path configFile) {
    this.values = values;
    this.configFile = configFile;
    this.notices = new ArrayList<>(notices);
  }

  ServerConfig build() {
    refuseWhatIsNotThere();
    EnsembleConfig ensemble = new MembersAssembly(values, notices).build(configFile);
    TlsConfig tls = new TlsAssembly(values).build();
    boolean certificates = tls != null && tls.clientAuth() != TlsConfig.ClientAuth.NONE;
    ServerConfig config =
        new ServerConfig(
            clientPort(ensemble, tls),
            tls,
            sessions(),
            limits(),
            storage(),
            features(),
            new AuthAssembly(values, notices).build(certificates),
            new ThreadsConfig(eventLoops()),
            words(),
            ensemble,
            List.of());
    nameWhatDoesNothing();
    return config.withNotices(notices);
  }

  private void refuseWhatIsNotThere() {
    for (Map.Entry<String, Given> each : values.all().entrySet()) {
      Setting setting = settingOf(each.getKey());
      if (setting == null) {
        continue;
      }
      boolean harmless = setting.allowed().accepts(each.getValue().value());
      if (setting.effect() == Setting.Effect.REFUSED && !harmless) {
        throw each.getValue().wrong(setting.text() + "; without this line the server starts");
      }
      if (setting.effect() == Setting.Effect.NONE && !harmless) {
        throw each.getValue().wrong("must be " + setting.allowed().text());
      }
    }
  }

  private void nameWhatDoesNothing() {
    for (Map.Entry<String, Given> each : values.all().entrySet()) {
      Setting setting = settingOf(each.getKey());
      if (setting != null && setting.effect() == Setting.Effect.NONE) {
        notices.add(each.getValue().where() + " has no effect: " + setting.text() + ".");
      }
    }
  }

  private static @Nullable Setting settingOf(String key) {
    Setting inFile = Settings.inFile(key);
    return inFile == null ? Settings.onlyProperty(key) : inFile;
  }

  private @Nullable ClientPortConfig clientPort(EnsembleConfig ensemble, @Nullable TlsConfig tls) {
    Given port = values.get(CLIENT_PORT);
    String host = values.text(CLIENT_PORT_ADDRESS);
    MemberConfig self = ensemble.self();
    ClientAddress ofLine = self == null ? null : self.client();
    if (port == null && ofLine == null) {
      if (tls != null && tls.port() != null && !tls.unified()) {
        return null;
      }
      throw new ConfigException("no clientPort: clients would have nowhere to connect");
    }
    long number = port == null && ofLine != null ? ofLine.port() : values.whole(CLIENT_PORT, 0);
    if (port != null && ofLine != null && number != ofLine.port()) {
      throw port.wrong("the server line says client port " + ofLine.port());
    }
    String bind = host == null && ofLine != null ? ofLine.host() : host;
    return new ClientPortConfig(
        bind, (int) number, values.number(CLIENT_PORT_BACKLOG), values.flag(CLIENT_KEEP_ALIVE));
  }

  private SessionConfig sessions() {
    int tick = values.number(TICK_TIME);
    int min = timeout(MIN_SESSION_TIMEOUT, 2 * tick);
    int max = timeout(MAX_SESSION_TIMEOUT, 20 * tick);
    if (min > max) {
      Given said = values.get(MIN_SESSION_TIMEOUT);
      Given ceiling = said == null ? values.get(MAX_SESSION_TIMEOUT) : said;
      String text = "minSessionTimeout is %d ms and maxSessionTimeout %d ms".formatted(min, max);
      throw ceiling == null ? new ConfigException(text) : ceiling.wrong(text);
    }
    return new SessionConfig(tick, min, max, values.number(HANDSHAKE_TIMEOUT));
  }

  private int timeout(WorkingSetting key, int standardMs) {
    int said = (int) values.whole(key, -1);
    return said < 0 ? standardMs : said;
  }

  private LimitsConfig limits() {
    int frame = values.number(MAX_BUFFER);
    long extra = Math.max(1024, values.whole(EXTRA_SIZE, frame));
    return new LimitsConfig(
        frame,
        (int) Math.min(Integer.MAX_VALUE, frame + extra),
        Math.max(0, values.number(MAX_CLIENT_CONNECTIONS)),
        values.number(MAX_CONNECTIONS),
        values.number(OUTSTANDING_LIMIT),
        values.number(CONNECTION_OUTSTANDING_MAX),
        values.number(OUTGOING_BYTES_MAX),
        values.longNumber(QUEUED_WRITE_BYTES_MAX),
        new LimitsConfig.LargeRequests(
            values.number(LARGE_REQUEST_THRESHOLD), values.longNumber(LARGE_REQUESTS_BYTES_MAX)),
        new LimitsConfig.Throttle(
            values.number(THROTTLE_TOKENS),
            values.number(THROTTLE_FILL_TIME),
            values.number(THROTTLE_FILL_COUNT)));
  }

  private StorageConfig storage() {
    Path data = path(DATA_DIR);
    if (data == null) {
      throw new ConfigException("no dataDir: the data needs a directory");
    }
    Path log = path(DATA_LOG_DIR);
    if (!values.flag(FORCE_SYNC)) {
      notices.add("forceSync=no: a crash of the machine loses acknowledged writes.");
    }
    return new StorageConfig(
        data,
        log == null ? data : log,
        values.flag(AUTOCREATE),
        values.flag(FORCE_SYNC),
        values.longNumber(FSYNC_WARNING),
        values.longNumber(PREALLOC_SIZE) * KIB,
        snapshots());
  }

  private SnapshotConfig snapshots() {
    return new SnapshotConfig(
        values.number(SNAP_COUNT),
        Math.max(0, values.longNumber(SNAP_SIZE_LIMIT)) * KIB,
        Math.max(RETAIN_MIN, values.number(SNAP_RETAIN_COUNT)),
        values.number(PURGE_INTERVAL));
  }

  private FeatureConfig features() {
    if (values.flag(SKIP_ACL)) {
      notices.add("skipACL=yes: no ACL is checked.");
    }
    return new FeatureConfig(
        values.flag(EXTENDED_TYPES),
        values.flag(ENFORCE_QUOTA),
        values.flag(SKIP_ACL),
        values.flag(READ_ONLY_MODE),
        values.flag(LINEARIZABLE_READS),
        new ContainerConfig(
            values.longNumber(CONTAINER_INTERVAL),
            values.number(CONTAINER_MAX_PER_MINUTE),
            values.longNumber(CONTAINER_MAX_NEVER_USED)));
  }

  private Set<FourLetterWord> words() {
    Set<FourLetterWord> words = EnumSet.of(FourLetterWord.SRVR);
    if (values.flag(READ_ONLY_MODE)) {
      words.add(FourLetterWord.ISRO);
    }
    String list = values.text(WHITELIST);
    for (String each : list == null ? new String[0] : list.split(",", -1)) {
      String name = each.trim();
      FourLetterWord word = FourLetterWord.named(name);
      if (name.equals("*")) {
        words.addAll(EnumSet.allOf(FourLetterWord.class));
      } else if (word != null) {
        words.add(word);
      } else if (!name.isEmpty()) {
        notices.add(where(WHITELIST) + ": " + name + " is no four-letter word.");
      }
    }
    return words;
  }

  private String where(WorkingSetting key) {
    Given given = values.get(key);
    return given == null ? key.key() : given.where();
  }

  private int eventLoops() {
    return (int) values.whole(EVENT_LOOPS, Runtime.getRuntime().availableProcessors());
  }

  private @Nullable Path path(WorkingSetting key) {
    String text = values.text(key);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new Given(text, where(key)).wrong("is no path: " + e.getReason());
    }
  }
}
