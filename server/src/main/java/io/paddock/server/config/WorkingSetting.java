package io.paddock.server.config;

import static io.paddock.server.config.Setting.Place.FILE;
import static io.paddock.server.config.Setting.Place.FILE_OR_PROPERTY;
import static io.paddock.server.config.Setting.Place.OWN;
import static io.paddock.server.config.Setting.Place.PROPERTY;

import io.paddock.server.config.Allowed.Flag;
import io.paddock.server.config.Allowed.Text;
import io.paddock.server.config.Allowed.Whole;
import io.paddock.server.config.Setting.Effect;
import io.paddock.server.config.Setting.Place;

/**
 * Every setting that does something here. Those of ZooKeeper's that do nothing or are refused are
 * in {@link OtherSettings}.
 *
 * <p>Source: spec/operations.md, section 1.
 */
enum WorkingSetting {
  CLIENT_PORT(
      FILE, "clientPort", new Whole("", 0, 65535), "", "port for clients; 0 takes any free one"),
  CLIENT_PORT_ADDRESS(
      FILE,
      "clientPortAddress",
      new Text("a host name or address"),
      "all addresses",
      "address on which clients are accepted"),
  CLIENT_PORT_BACKLOG(
      FILE,
      "clientPortListenBacklog",
      new Whole("connections", -1, Integer.MAX_VALUE),
      "-1",
      "connections that may wait to be accepted; -1 is 1024"),
  CLIENT_KEEP_ALIVE(
      FILE_OR_PROPERTY,
      "clientTcpKeepAlive",
      Flag.TRUE_FALSE,
      "false",
      "TCP keep-alive on client connections"),
  DATA_DIR(FILE, "dataDir", new Text("a directory"), "", "directory of the data; always needed"),
  DATA_LOG_DIR(FILE, "dataLogDir", new Text("a directory"), "dataDir", "directory of the log"),
  AUTOCREATE(
      PROPERTY,
      "zookeeper.datadir.autocreate",
      Flag.TRUE_FALSE,
      "true",
      "directories that are missing are made; with false they are an error"),

  TICK_TIME(
      FILE,
      "tickTime",
      new Whole("ms", 1, Integer.MAX_VALUE / 20),
      "3000",
      "unit of time: sessions end at multiples of it, and other settings count in it"),
  MIN_SESSION_TIMEOUT(
      FILE,
      "minSessionTimeout",
      new Whole("ms", -1, Integer.MAX_VALUE),
      "2 ticks",
      "shortest session timeout; clients that ask for less get this; -1 is 2 ticks"),
  MAX_SESSION_TIMEOUT(
      FILE,
      "maxSessionTimeout",
      new Whole("ms", -1, Integer.MAX_VALUE),
      "20 ticks",
      "longest session timeout; clients that ask for more get this; -1 is 20 ticks"),
  HANDSHAKE_TIMEOUT(
      FILE_OR_PROPERTY,
      "nio.sessionlessCnxnTimeout",
      new Whole("ms", 1, Integer.MAX_VALUE),
      "10000",
      "a connection that has sent no handshake by then is closed"),

  MAX_CLIENT_CONNECTIONS(
      FILE,
      "maxClientCnxns",
      new Whole("connections", -1, Integer.MAX_VALUE),
      "60",
      "connections from one client address; 0 or -1 is no limit"),
  MAX_CONNECTIONS(
      FILE_OR_PROPERTY,
      "maxCnxns",
      new Whole("connections", 0, Integer.MAX_VALUE),
      "0",
      "connections in total; 0 is no limit"),
  MAX_BUFFER(
      PROPERTY,
      "jute.maxbuffer",
      new Whole("bytes", 1024, 1 << 30),
      "1048575",
      "largest request frame; a longer one closes the connection"),
  EXTRA_SIZE(
      FILE_OR_PROPERTY,
      "jute.maxbuffer.extrasize",
      new Whole("bytes", 0, 1 << 30),
      "jute.maxbuffer",
      "added to jute.maxbuffer for one string or buffer; at least 1024"),
  OUTSTANDING_LIMIT(
      FILE_OR_PROPERTY,
      "globalOutstandingLimit",
      new Whole("requests", 1, Integer.MAX_VALUE),
      "1000",
      "requests in process above which a connection that has some is not read"),
  CONNECTION_OUTSTANDING_MAX(
      OWN,
      "paddock.connectionOutstandingMax",
      new Whole("requests", 1, Integer.MAX_VALUE),
      "1000",
      "unanswered requests of one connection at which it is not read"),
  OUTGOING_BYTES_MAX(
      OWN,
      "paddock.outgoingBytesMax",
      new Whole("bytes", 65536, Integer.MAX_VALUE),
      "16777216",
      "unsent bytes of one connection above which a client that does not read is dropped"),
  QUEUED_WRITE_BYTES_MAX(
      OWN,
      "paddock.queuedWriteBytesMax",
      new Whole("bytes", 1 << 20, Long.MAX_VALUE),
      "134217728",
      "bytes of all writes that wait for the disk at which no connection is read"),
  LARGE_REQUEST_THRESHOLD(
      FILE_OR_PROPERTY,
      "largeRequestThreshold",
      new Whole("bytes", -1, Integer.MAX_VALUE),
      "-1",
      "a longer write is large, and counts for largeRequestMaxBytes; -1: none is"),
  LARGE_REQUESTS_BYTES_MAX(
      FILE_OR_PROPERTY,
      "largeRequestMaxBytes",
      new Whole("bytes", 1, Long.MAX_VALUE),
      "104857600",
      "unanswered large writes of all connections together; one more closes its connection"),
  THROTTLE_TOKENS(
      FILE_OR_PROPERTY,
      "connection_throttle_tokens",
      new Whole("handshakes", 0, 1_000_000),
      "0",
      "that many clients may connect at once, and then as connection_throttle_fill_time and _count"
          + " say; one more is closed without an answer; 0: no such limit"),
  THROTTLE_FILL_TIME(
      FILE_OR_PROPERTY,
      "connection_throttle_fill_time",
      new Whole("ms", 1, Integer.MAX_VALUE),
      "1",
      "time in which connection_throttle_fill_count more may connect"),
  THROTTLE_FILL_COUNT(
      FILE_OR_PROPERTY,
      "connection_throttle_fill_count",
      new Whole("handshakes", 1, 1_000_000),
      "1",
      "how many more may connect after each connection_throttle_fill_time"),
  EVENT_LOOPS(
      OWN,
      "paddock.eventLoops",
      new Whole("threads", 1, 1024),
      "one a core",
      "event loops that own the client connections"),

  FORCE_SYNC(
      FILE_OR_PROPERTY,
      "forceSync",
      Flag.YES_NO,
      "yes",
      "the log is synced before a write is acknowledged; with no a crash of the machine loses"
          + " acknowledged writes"),
  FSYNC_WARNING(
      FILE_OR_PROPERTY,
      "fsync.warningthresholdms",
      new Whole("ms", 0, Integer.MAX_VALUE),
      "1000",
      "a sync of the log that takes longer is said in the server's log and counted by mntr"),
  PREALLOC_SIZE(
      FILE_OR_PROPERTY,
      "preAllocSize",
      new Whole("KiB", 64, 1 << 20),
      "65536",
      "size of a log file; the first two are smaller"),
  SNAP_COUNT(
      FILE_OR_PROPERTY,
      "snapCount",
      new Whole("commands", 2, Integer.MAX_VALUE),
      "100000",
      "commands after which the next snapshot is made, or up to half of them fewer, by chance"),
  SNAP_SIZE_LIMIT(
      FILE_OR_PROPERTY,
      "snapSizeLimitInKb",
      new Whole("KiB", -1, 1L << 40),
      "4194304",
      "log after which the next snapshot is made; 0 or less is no such rule"),
  SNAP_RETAIN_COUNT(
      FILE,
      "autopurge.snapRetainCount",
      new Whole("snapshots", 0, Integer.MAX_VALUE),
      "3",
      "snapshots that are kept if autopurge.purgeInterval is above 0; at least 3"),
  PURGE_INTERVAL(
      FILE,
      "autopurge.purgeInterval",
      new Whole("hours", 0, Integer.MAX_VALUE / 3_600_000),
      "0",
      "above 0 older snapshots are removed, not by the hour but whenever a new one is made; with 0"
          + " the newest 3 are kept"),

  SKIP_ACL(FILE_OR_PROPERTY, "skipACL", Flag.YES_NO, "no", "with yes no ACL is checked"),
  ENFORCE_QUOTA(
      FILE_OR_PROPERTY,
      "enforceQuota",
      Flag.TRUE_FALSE,
      "false",
      "writes beyond a hard quota are refused"),
  EXTENDED_TYPES(
      FILE_OR_PROPERTY,
      "extendedTypesEnabled",
      Flag.TRUE_FALSE,
      "false",
      "TTL znodes may be created"),
  READ_ONLY_MODE(
      PROPERTY,
      "readonlymode.enabled",
      Flag.TRUE_FALSE,
      "false",
      "a server that has had no leader for 2 s or a tick, whichever is longer, serves reads to"
          + " clients that ask for that; isro is a four-letter word"),
  LINEARIZABLE_READS(
      OWN,
      "paddock.linearizableReads",
      Flag.TRUE_FALSE,
      "false",
      "every read waits until this server has applied whatever was committed anywhere before; a"
          + " client can ask for it for itself"),
  CONTAINER_INTERVAL(
      PROPERTY,
      "znode.container.checkIntervalMs",
      new Whole("ms", 1, Integer.MAX_VALUE),
      "60000",
      "time between two rounds that remove empty containers and idle TTL znodes"),
  CONTAINER_MAX_PER_MINUTE(
      PROPERTY,
      "znode.container.maxPerMinute",
      new Whole("znodes", 1, Integer.MAX_VALUE),
      "10000",
      "how many of them are removed a minute"),
  CONTAINER_MAX_NEVER_USED(
      PROPERTY,
      "znode.container.maxNeverUsedIntervalMs",
      new Whole("ms", 0, Long.MAX_VALUE),
      "0",
      "age at which a container that never had a child is removed; 0 is never"),

  WHITELIST(
      FILE_OR_PROPERTY,
      "4lw.commands.whitelist",
      new Text("four-letter words with commas, or *"),
      "srvr",
      "four-letter words that are answered; srvr always is, isro too in read-only mode"),

  DIGEST_ENABLED(
      FILE_OR_PROPERTY,
      "DigestAuthenticationProvider.enabled",
      Flag.TRUE_FALSE,
      "true",
      "clients may authenticate with scheme digest"),
  DIGEST_ALGORITHM(
      FILE_OR_PROPERTY,
      "DigestAuthenticationProvider.digestAlg",
      new Text("a digest algorithm of the JVM, such as SHA1, SHA-256 or SHA3-256"),
      "SHA1",
      "how scheme digest hashes; all ACLs with other hashes stop matching"),
  SUPER_DIGEST(
      FILE_OR_PROPERTY,
      "DigestAuthenticationProvider.superDigest",
      new Text("user:hash"),
      "",
      "digest of the user who may do everything"),
  ENSEMBLE_AUTH_NAME(
      FILE_OR_PROPERTY,
      "ensembleAuthName",
      new Text("names with commas"),
      "",
      "names that scheme ensemble accepts; another one closes the connection"),
  ENFORCE_AUTH(
      FILE_OR_PROPERTY,
      "enforce.auth.enabled",
      Flag.TRUE_FALSE,
      "false",
      "requests need an identity of one of enforce.auth.schemes"),
  ENFORCE_AUTH_SCHEMES(
      FILE_OR_PROPERTY,
      "enforce.auth.schemes",
      new Text("schemes with commas"),
      "",
      "schemes for enforce.auth.enabled: digest, ip, and x509 where clients show certificates"),
  AUTH_PROVIDER(
      FILE_OR_PROPERTY,
      "authProvider.*",
      new Text("the class name of a provider"),
      "",
      "ZooKeeper's own providers for digest, ip, ensemble and x509 are known; every other is"
          + " refused"),

  X509_SUPER_USER(
      FILE_OR_PROPERTY,
      "X509AuthenticationProvider.superUser",
      new Text("a distinguished name as in RFC 2253"),
      "",
      "the client whose certificate has this subject may do everything"),

  SECURE_PORT(
      FILE,
      "secureClientPort",
      new Whole("", 0, 65535),
      "",
      "port for encrypted clients; 0 takes any free one"),
  SECURE_PORT_ADDRESS(
      FILE,
      "secureClientPortAddress",
      new Text("a host name or address"),
      "all addresses",
      "address on which encrypted clients are accepted"),
  PORT_UNIFICATION(
      FILE_OR_PROPERTY,
      "client.portUnification",
      Flag.TRUE_FALSE,
      "false",
      "clientPort takes encrypted clients too"),
  KEY_STORE(
      FILE_OR_PROPERTY,
      "ssl.keyStore.location",
      new Text("a file"),
      "",
      "the server's certificate and key; needed for an encrypted port"),
  KEY_STORE_PASSWORD(
      FILE_OR_PROPERTY, "ssl.keyStore.password", new Text("text"), "", "opens the key store"),
  KEY_STORE_PASSWORD_PATH(
      FILE_OR_PROPERTY,
      "ssl.keyStore.passwordPath",
      new Text("a file"),
      "",
      "file with the password on its first line; it wins over the password itself"),
  KEY_STORE_TYPE(
      FILE_OR_PROPERTY,
      "ssl.keyStore.type",
      Allowed.OneOf.of("JKS", "PEM", "PKCS12", "BCFKS"),
      "by the ending of the name",
      "format of the key store; BCFKS needs a provider that the JVM must have"),
  TRUST_STORE(
      FILE_OR_PROPERTY,
      "ssl.trustStore.location",
      new Text("a file"),
      "",
      "whose certificates clients may have; needed unless ssl.clientAuth is none"),
  TRUST_STORE_PASSWORD(
      FILE_OR_PROPERTY, "ssl.trustStore.password", new Text("text"), "", "opens the trust store"),
  TRUST_STORE_PASSWORD_PATH(
      FILE_OR_PROPERTY,
      "ssl.trustStore.passwordPath",
      new Text("a file"),
      "",
      "file with the password on its first line; it wins over the password itself"),
  TRUST_STORE_TYPE(
      FILE_OR_PROPERTY,
      "ssl.trustStore.type",
      Allowed.OneOf.of("JKS", "PEM", "PKCS12", "BCFKS"),
      "by the ending of the name",
      "format of the trust store"),
  CLIENT_AUTH(
      FILE_OR_PROPERTY,
      "ssl.clientAuth",
      Allowed.OneOf.of("none", "want", "need"),
      "need",
      "whether an encrypted client shows a certificate"),
  ENABLED_PROTOCOLS(
      FILE_OR_PROPERTY,
      "ssl.enabledProtocols",
      new Text("names with commas, such as TLSv1.3,TLSv1.2"),
      "TLSv1.3,TLSv1.2",
      "versions of TLS"),
  CIPHER_SUITES(
      FILE_OR_PROPERTY,
      "ssl.ciphersuites",
      new Text("names with commas"),
      "those of the JVM",
      "cipher suites in order of preference"),

  MEMBERS_ENCRYPT(
      FILE,
      "sslQuorum",
      Flag.TRUE_FALSE,
      "false",
      "members encrypt among themselves, and show each other certificates"),
  MEMBERS_TAKE_BOTH(
      FILE,
      "portUnification",
      Flag.TRUE_FALSE,
      "false",
      "members take plain and encrypted connections of others; for the way to sslQuorum and back"),
  MEMBERS_KEY_STORE(
      FILE_OR_PROPERTY,
      "ssl.quorum.keyStore.location",
      new Text("a file"),
      "",
      "this member's certificate and key; needed for encryption between members"),
  MEMBERS_KEY_STORE_PASSWORD(
      FILE_OR_PROPERTY, "ssl.quorum.keyStore.password", new Text("text"), "", "opens it"),
  MEMBERS_KEY_STORE_PASSWORD_PATH(
      FILE_OR_PROPERTY,
      "ssl.quorum.keyStore.passwordPath",
      new Text("a file"),
      "",
      "file with the password on its first line; it wins over the password itself"),
  MEMBERS_KEY_STORE_TYPE(
      FILE_OR_PROPERTY,
      "ssl.quorum.keyStore.type",
      Allowed.OneOf.of("JKS", "PEM", "PKCS12", "BCFKS"),
      "by the ending of the name",
      "its format"),
  MEMBERS_TRUST_STORE(
      FILE_OR_PROPERTY,
      "ssl.quorum.trustStore.location",
      new Text("a file"),
      "",
      "whose certificates other members may have; needed for encryption between members"),
  MEMBERS_TRUST_STORE_PASSWORD(
      FILE_OR_PROPERTY, "ssl.quorum.trustStore.password", new Text("text"), "", "opens it"),
  MEMBERS_TRUST_STORE_PASSWORD_PATH(
      FILE_OR_PROPERTY,
      "ssl.quorum.trustStore.passwordPath",
      new Text("a file"),
      "",
      "file with the password on its first line; it wins over the password itself"),
  MEMBERS_TRUST_STORE_TYPE(
      FILE_OR_PROPERTY,
      "ssl.quorum.trustStore.type",
      Allowed.OneOf.of("JKS", "PEM", "PKCS12", "BCFKS"),
      "by the ending of the name",
      "its format"),
  MEMBERS_PROTOCOLS(
      FILE_OR_PROPERTY,
      "ssl.quorum.enabledProtocols",
      new Text("names with commas, such as TLSv1.3,TLSv1.2"),
      "TLSv1.3,TLSv1.2",
      "versions of TLS between members"),
  MEMBERS_CIPHERS(
      FILE_OR_PROPERTY,
      "ssl.quorum.ciphersuites",
      new Text("names with commas"),
      "those of the JVM",
      "cipher suites between members, in order of preference"),
  MEMBERS_VERIFY_HOST(
      FILE_OR_PROPERTY,
      "ssl.quorum.hostnameVerification",
      Flag.TRUE_FALSE,
      "true",
      "the certificate of a member must be good for the host in its server line"),
  MEMBERS_VERIFY_DIALLER(
      FILE_OR_PROPERTY,
      "ssl.quorum.clientHostnameVerification",
      Flag.TRUE_FALSE,
      "true",
      "that of a member that connects, too; counts only with ssl.quorum.hostnameVerification"),

  SERVER_LINE(
      FILE,
      "server.*",
      new Text("host:quorumPort:electionPort[:participant|:observer][;[host:]clientPort]"),
      "",
      "a member of the ensemble; the file myid in dataDir says which one this server is. One"
          + " participant alone runs standalone"),
  INIT_LIMIT(
      FILE,
      "initLimit",
      new Whole("ticks", 1, Integer.MAX_VALUE),
      "10",
      "time for a member to find the others and to catch up"),
  SYNC_LIMIT(
      FILE,
      "syncLimit",
      new Whole("ticks", 1, Integer.MAX_VALUE),
      "5",
      "time without a leader after which clients are disconnected"),
  PEER_TYPE(
      FILE,
      "peerType",
      Allowed.OneOf.of("participant", "observer"),
      "participant",
      "what the server line says already, and counts"),
  LISTEN_ON_ALL(
      FILE,
      "quorumListenOnAllIPs",
      Flag.TRUE_FALSE,
      "false",
      "other members are accepted on all addresses, not only on that of the server line"),
  LEADER_SERVES(
      FILE_OR_PROPERTY,
      "leaderServes",
      Flag.YES_NO,
      "yes",
      "with no a server that leads an ensemble takes no clients"),
  RECONFIG_ENABLED(
      FILE,
      "reconfigEnabled",
      Flag.TRUE_FALSE,
      "false",
      "clients with the permission may change the members while the ensemble runs"),
  DYNAMIC_CONFIG_FILE(
      FILE, "dynamicConfigFile", new Text("a file"), "", "file with the server lines"),
  MULTI_ADDRESS(
      FILE_OR_PROPERTY,
      "multiAddress.enabled",
      Flag.TRUE_FALSE,
      "false",
      "a server line may have several addresses, with | between them"),
  STANDALONE_ENABLED(
      FILE,
      "standaloneEnabled",
      Flag.TRUE_FALSE,
      "true",
      "with true one participant runs standalone; with false it is an ensemble, which may have"
          + " observers and may grow");

  private final Setting setting;

  WorkingSetting(Place place, String key, Allowed allowed, String standard, String text) {
    this.setting = new Setting(key, place, allowed, standard, Effect.WORKS, text);
  }

  /** Its entry in the table. */
  Setting setting() {
    return setting;
  }

  /** The key as in {@code zoo.cfg}. */
  String key() {
    return setting.key();
  }
}
