package io.paddock.server.config;

import static io.paddock.server.config.Setting.Effect.NONE;
import static io.paddock.server.config.Setting.Effect.REFUSED;
import static io.paddock.server.config.Setting.Place.FILE;
import static io.paddock.server.config.Setting.Place.FILE_OR_PROPERTY;

import io.paddock.server.config.Allowed.Anything;
import io.paddock.server.config.Allowed.OneOf;
import io.paddock.server.config.Setting.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * ZooKeeper's settings that do nothing here, each with the reason, and those that promise a
 * protection that is not there and are refused therefore.
 *
 * <p>Source: spec/operations.md, sections 1, 5 and 6.2.
 */
final class OtherSettings {
  private static final String FALSE = "false";
  private static final String HANDSHAKE = "nio.sessionlessCnxnTimeout bounds the whole handshake";
  private static final String NO_SASL = "this version has no SASL";
  private static final String OWN_ENSEMBLE =
      "members find each other, elect and catch up in Paddock's own way";
  private static final String NO_LOCAL_SESSIONS =
      "every session is one of the whole ensemble, but for those of clients that only read";
  private static final String ONE_VOTE = "every participant has one vote";
  private static final String NO_HTTP = "this version has no HTTP administration";
  private static final String OWN_THREADS =
      "connections are served by event loops; paddock.eventLoops is their number";
  private static final String OWN_LOG = "the log is written in batches without delay";
  private static final String OWN_FILES = "the data directory has Paddock's own format";
  private static final String NO_CACHE = "replies are built without a cache";
  private static final String NO_RATE =
      "there is no such limit; globalOutstandingLimit, maxCnxns and connection_throttle_tokens are";

  /** All of them. */
  static final List<Setting> ALL = all();

  private OtherSettings() {}

  private static List<Setting> all() {
    List<Setting> list = new ArrayList<>();
    refused(list);
    ensemble(list);
    performance(list);
    files(list);
    security(list);
    administration(list);
    return Collections.unmodifiableList(list);
  }

  private static void refused(List<Setting> list) {
    for (String key : List.of("ssl.crl", "ssl.ocsp", "ssl.clientHostnameVerification")) {
      refuse(list, key, FALSE, "this version does not check this of a client's certificate");
    }
    refuse(list, "ssl.context.supplier.class", "", "the context is made from the stores only");
    list.add(
        new Setting(
            "ssl.authProvider",
            FILE_OR_PROPERTY,
            OneOf.of("x509"),
            "x509",
            REFUSED,
            "there is no other provider for certificates"));
    list.add(
        new Setting(
            "X509AuthenticationProvider.clientCertIdType",
            FILE_OR_PROPERTY,
            OneOf.of("", "subject"),
            "",
            REFUSED,
            "the identity of a client is the subject of its certificate"));
    for (String key : List.of("ssl.quorum.crl", "ssl.quorum.ocsp")) {
      refuse(list, key, FALSE, "this version does not check this of a member's certificate");
    }
    refuse(list, "ssl.quorum.clientAuth", "need", "members always show a certificate");
    refuse(
        list, "ssl.quorum.context.supplier.class", "", "the context is made from the stores only");
    refuse(list, FILE, "quorum.auth.enableSasl", FALSE, NO_SASL + " between members");
    refuse(list, FILE, "quorum.auth.learnerRequireSasl", FALSE, NO_SASL + " between members");
    refuse(list, FILE, "quorum.auth.serverRequireSasl", FALSE, NO_SASL + " between members");
    refuse(list, "sessionRequireClientSASLAuth", FALSE, NO_SASL + ": no client could do anything");
    refuse(list, "audit.enable", FALSE, "this version writes no audit log");
  }

  private static void ensemble(List<Setting> list) {
    for (String key :
        List.of(
            "connectToLearnerMasterLimit",
            "observerMasterPort",
            "quorum.auth.learner.saslLoginContext",
            "quorum.auth.server.saslLoginContext",
            "quorum.auth.kerberos.servicePrincipal",
            "quorum.cnxn.threads.size",
            "version")) {
      none(list, FILE, key, OWN_ENSEMBLE);
    }
    none(
        list,
        FILE,
        "sslQuorumReloadCertFiles",
        "certificates are read at the start; start the server again to change them");
    none(list, FILE, "localSessionsEnabled", NO_LOCAL_SESSIONS);
    none(list, FILE, "localSessionsUpgradingEnabled", NO_LOCAL_SESSIONS);
    for (String key : List.of("group.*", "weight.*", "oraclePath")) {
      none(list, FILE, key, ONE_VOTE);
    }
    list.add(
        new Setting("electionAlg", FILE, OneOf.of("3"), "3", NONE, "elections are those of Raft"));
    for (String key :
        List.of(
            "syncEnabled",
            "observer.syncEnabled",
            "commitLogCount",
            "cnxTimeout",
            "quorumCnxnTimeoutMs",
            "electionPortBindRetry",
            "fastleader.minNotificationInterval",
            "fastleader.maxNotificationInterval",
            "leader.maxConcurrentSnapSyncs",
            "leader.maxConcurrentDiffSyncs",
            "leader.maxTimeToWaitForEpoch",
            "observer.reconnectDelayMs",
            "observer.election.DelayMs",
            "learner.*",
            "multiAddress.*")) {
      none(list, FILE_OR_PROPERTY, key, OWN_ENSEMBLE);
    }
  }

  private static void performance(List<Setting> list) {
    none(list, FILE_OR_PROPERTY, "serverCnxnFactory", "there is one network front end, on Netty");
    for (String key :
        List.of(
            "nio.numSelectorThreads",
            "nio.numWorkerThreads",
            "nio.directBufferBytes",
            "nio.shutdownTimeout",
            "netty.*",
            "commitProcessor.*")) {
      none(list, FILE_OR_PROPERTY, key, OWN_THREADS);
    }
    for (String key : List.of("flushDelay", "maxWriteQueuePollTime", "maxBatchSize")) {
      none(list, FILE_OR_PROPERTY, key, OWN_LOG);
    }
    for (String key :
        List.of(
            "connection_throttle_*",
            "connection.throttle.*",
            "request_throttle_*",
            "request_throttler.*",
            "throttled_op_wait_time")) {
      none(list, FILE_OR_PROPERTY, key, NO_RATE);
    }
    none(list, FILE_OR_PROPERTY, "maxResponseCacheSize", NO_CACHE);
    none(list, FILE_OR_PROPERTY, "maxGetChildrenResponseCacheSize", NO_CACHE);
    none(list, FILE_OR_PROPERTY, "watchManagerName", "there is one kind of watch table");
    none(list, FILE_OR_PROPERTY, "tcpKeepAlive", OWN_ENSEMBLE);
    none(
        list,
        FILE_OR_PROPERTY,
        "enableEagerACLCheck",
        "ACLs are checked in the order of the writes");
    none(
        list,
        FILE,
        "jvm.pause.*",
        "pauses of the JVM are not watched; the JVM's own GC log shows them");
  }

  private static void files(List<Setting> list) {
    for (String key :
        List.of(
            "txnLogSizeLimitInKb",
            "snapshot.compression.method",
            "snapshot.trust.empty",
            "closeSessionTxn.enabled",
            "serializeLastProcessedZxid.enabled",
            "db.autocreate")) {
      none(list, FILE_OR_PROPERTY, key, OWN_FILES);
    }
    none(list, FILE_OR_PROPERTY, "digest.enabled", "the digest of the state is always kept");
    none(list, FILE_OR_PROPERTY, "emulate353TTLNodes", "TTL znodes have the present form only");
  }

  private static void security(List<Setting> list) {
    none(list, FILE_OR_PROPERTY, "ssl.protocol", "ssl.enabledProtocols says which versions");
    none(list, FILE_OR_PROPERTY, "ssl.hostnameVerification", "it is for the clients' side");
    none(list, FILE_OR_PROPERTY, "ssl.sslProvider", "encryption is that of the JVM");
    none(list, FILE_OR_PROPERTY, "ssl.quorum.*", "Paddock does not know this part of encryption");
    none(list, FILE_OR_PROPERTY, "ssl.handshakeDetectionTimeoutMillis", HANDSHAKE);
    none(list, FILE_OR_PROPERTY, "ssl.*", "Paddock does not know this part of encryption");
    none(
        list,
        FILE_OR_PROPERTY,
        "client.certReload",
        "certificates are read at the start; start the server again to change them");
    none(list, FILE_OR_PROPERTY, "fips-mode", "the JVM's providers decide what is allowed");
    for (String key :
        List.of(
            "superUser",
            "superUser.*",
            "sasl.*",
            "allowSaslFailedClients",
            "letAnySaslUserDoX",
            "SASLAuthenticationProvider.*",
            "security.auth_to_local",
            "kerberos.*")) {
      none(list, FILE_OR_PROPERTY, key, NO_SASL);
    }
  }

  private static void administration(List<Setting> list) {
    none(list, FILE_OR_PROPERTY, "admin.*", NO_HTTP);
    none(list, FILE_OR_PROPERTY, "IPAuthenticationProvider.usexforwardedfor", NO_HTTP);
    none(list, FILE, "metricsProvider.*", "the four-letter word mntr gives the figures");
    none(
        list,
        FILE_OR_PROPERTY,
        "log.*",
        "the log goes to standard error; --log-level sets its detail");
    none(list, FILE_OR_PROPERTY, "root.logger", "--log-level sets the detail of the log");
    none(list, FILE_OR_PROPERTY, "jmx.*", "this version has no JMX beans");
  }

  private static void none(List<Setting> list, Place place, String key, String why) {
    list.add(new Setting(key, place, new Anything(), "", NONE, why));
  }

  private static void refuse(List<Setting> list, String key, String harmless, String why) {
    refuse(list, FILE_OR_PROPERTY, key, harmless, why);
  }

  private static void refuse(
      List<Setting> list, Place place, String key, String harmless, String why) {
    list.add(new Setting(key, place, OneOf.of(harmless), harmless, REFUSED, why));
  }
}
