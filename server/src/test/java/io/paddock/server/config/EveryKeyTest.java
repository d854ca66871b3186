package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.Allowed.Flag;
import io.paddock.server.config.Allowed.Text;
import io.paddock.server.config.Allowed.Whole;
import io.paddock.server.config.Setting.Effect;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every key of the table. */
class EveryKeyTest {
  @TempDir private Path dir;

  @Test
  void no_key_is_in_the_table_twice() {
    Set<String> seen = new HashSet<>();
    for (Setting each : Settings.all()) {
      assertThat(seen.add(each.key())).as(each.key()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(WorkingSetting.class)
  void a_number_is_accepted_at_its_bounds_and_refused_beyond(WorkingSetting key) {
    if (!(key.setting().allowed() instanceof Whole whole)) {
      return;
    }
    for (long good : new long[] {whole.min(), whole.max()}) {
      // The bounds of session timeouts also depend on each other.
      if (key != WorkingSetting.MIN_SESSION_TIMEOUT && key != WorkingSetting.MAX_SESSION_TIMEOUT) {
        assertThat(with(key.key(), Long.toString(good)).build()).isNotNull();
      }
    }
    refused(key, Long.toString(whole.min() - 1));
    if (whole.max() != Long.MAX_VALUE) {
      refused(key, Long.toString(whole.max() + 1));
    }
    for (String bad : List.of("", "abc", "1.5", "1e3", "99999999999999999999", "0x", "1 2")) {
      refused(key, bad);
    }
  }

  @ParameterizedTest
  @EnumSource(WorkingSetting.class)
  void a_switch_takes_its_two_words_in_any_case_and_no_other(WorkingSetting key) {
    if (!(key.setting().allowed() instanceof Flag flag)) {
      return;
    }
    if (key != WorkingSetting.ENFORCE_AUTH) { // which also needs its schemes: AuthSettingsTest
      assertThat(with(key.key(), flag.yes()).build()).isNotNull();
    }
    assertThat(with(key.key(), flag.no().toUpperCase(Locale.ROOT)).build()).isNotNull();
    refused(key, "maybe");
    refused(key, "");
    refused(key, "1");
  }

  @ParameterizedTest
  @EnumSource(WorkingSetting.class)
  void the_standard_of_the_table_is_an_allowed_value(WorkingSetting key) {
    Setting setting = key.setting();
    boolean literal = !(setting.allowed() instanceof Text);
    boolean derived =
        setting.standard().isEmpty()
            || setting.standard().contains(" ")
            || setting.standard().equals("jute.maxbuffer");
    assertThat(!literal || derived || setting.allowed().accepts(setting.standard())).isTrue();
  }

  static Stream<Setting> withoutEffect() {
    return Settings.all().stream().filter(s -> s.effect() == Effect.NONE);
  }

  @ParameterizedTest
  @MethodSource("withoutEffect")
  void a_key_without_effect_is_accepted_and_named_once_with_the_reason(Setting setting) {
    String key = setting.key().replace("*", "x");
    String value = key.equals("electionAlg") ? "3" : "17";

    assertThat(with(key, value).build().notices())
        .containsExactly(key + " has no effect: " + setting.text() + ".");
  }

  static Stream<Setting> refused() {
    return Settings.all().stream().filter(s -> s.effect() == Effect.REFUSED);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_key_that_promises_what_is_not_there_stops_the_start(Setting setting) {
    assertThatThrownBy(() -> with(setting.key(), "true").build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            setting.key() + "=true: " + setting.text() + "; without this line the server starts");
    assertThat(with(setting.key(), setting.standard()).build().notices()).isEmpty();
  }

  @Test
  void every_key_of_the_specification_is_known() {
    String keys =
        """
        clientPort clientPortAddress secureClientPort secureClientPortAddress dataDir dataLogDir tickTime
        initLimit syncLimit connectToLearnerMasterLimit minSessionTimeout maxSessionTimeout maxClientCnxns
        maxCnxns clientPortListenBacklog autopurge.snapRetainCount autopurge.purgeInterval electionAlg
        quorumListenOnAllIPs peerType syncEnabled observerMasterPort localSessionsEnabled
        localSessionsUpgradingEnabled standaloneEnabled reconfigEnabled dynamicConfigFile sslQuorum
        portUnification sslQuorumReloadCertFiles quorum.auth.enableSasl quorum.auth.learnerRequireSasl
        quorum.auth.serverRequireSasl quorum.auth.learner.saslLoginContext
        quorum.auth.server.saslLoginContext quorum.auth.kerberos.servicePrincipal
        quorum.cnxn.threads.size metricsProvider.className metricsProvider.httpPort multiAddress.enabled
        jvm.pause.monitor jvm.pause.info-threshold.ms jvm.pause.warn-threshold.ms jvm.pause.sleep.time.ms
        jute.maxbuffer.extrasize globalOutstandingLimit snapCount snapSizeLimitInKb txnLogSizeLimitInKb
        preAllocSize forceSync fsync.warningthresholdms commitLogCount flushDelay maxWriteQueuePollTime
        maxBatchSize leaderServes skipACL enforceQuota extendedTypesEnabled emulate353TTLNodes
        4lw.commands.whitelist admin.enableServer admin.serverPort serverCnxnFactory
        nio.numSelectorThreads nio.numWorkerThreads nio.sessionlessCnxnTimeout nio.directBufferBytes
        nio.shutdownTimeout clientTcpKeepAlive tcpKeepAlive commitProcessor.numWorkerThreads
        commitProcessor.maxReadBatchSize commitProcessor.maxCommitBatchSize connection_throttle_tokens
        request_throttle_max_requests request_throttle_stall_time request_throttle_drop_stale
        throttled_op_wait_time largeRequestMaxBytes largeRequestThreshold maxResponseCacheSize
        maxGetChildrenResponseCacheSize watchManagerName snapshot.compression.method
        snapshot.trust.empty digest.enabled closeSessionTxn.enabled serializeLastProcessedZxid.enabled
        enableEagerACLCheck audit.enable superUser superUser.1 DigestAuthenticationProvider.enabled
        DigestAuthenticationProvider.superDigest DigestAuthenticationProvider.digestAlg
        X509AuthenticationProvider.superUser IPAuthenticationProvider.usexforwardedfor authProvider.1
        ensembleAuthName allowSaslFailedClients sessionRequireClientSASLAuth enforce.auth.enabled
        enforce.auth.schemes sasl.serverconfig ssl.keyStore.location ssl.trustStore.password
        ssl.quorum.keyStore.location ssl.protocol ssl.enabledProtocols ssl.ciphersuites ssl.clientAuth
        ssl.hostnameVerification ssl.clientHostnameVerification ssl.crl ssl.ocsp ssl.authProvider
        client.portUnification client.certReload ssl.sslProvider fips-mode cnxTimeout
        quorumCnxnTimeoutMs fastleader.minNotificationInterval fastleader.maxNotificationInterval
        leader.maxConcurrentSnapSyncs leader.maxConcurrentDiffSyncs leader.maxTimeToWaitForEpoch
        observer.reconnectDelayMs observer.election.DelayMs server.1 group.1 weight.1 oraclePath version
        letAnySaslUserDoX kerberos.removeHostFromPrincipal security.auth_to_local
        """;

    for (String each : keys.trim().split("\\s+")) {
      assertThat(Settings.inFile(each)).as(each).isNotNull();
    }
    for (String each :
        List.of(
            "jute.maxbuffer",
            "znode.container.checkIntervalMs",
            "znode.container.maxPerMinute",
            "znode.container.maxNeverUsedIntervalMs",
            "readonlymode.enabled",
            "zookeeper.datadir.autocreate")) {
      assertThat(Settings.onlyProperty(each)).as(each).isNotNull();
      assertThat(Settings.inFile(each)).as(each).isNull();
    }
  }

  @Test
  void random_values_give_settings_or_a_clear_error() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Setting setting = Settings.all().get(random.nextInt(Settings.all().size()));
      String key = setting.key().replace("*", Integer.toString(random.nextInt(300)));
      if (setting.key().equals("dynamicConfigFile")) {
        continue; // reads a file: MembersTest
      }
      String value = randomValue(random);
      try {
        with(key, value).build();
      } catch (ConfigException e) {
        assertThat(e.getMessage())
            .as("seed %d, %s=%s", seed, key, value)
            .contains(
                key.startsWith("authProvider") ? "authProvider" : setting.key().replace("*", ""))
            .doesNotContain("\n");
      }
    }
  }

  private static String randomValue(Random random) {
    String alphabet = "0123456789-+xyestrufalno.:;,|[]/ é\u0000";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private void refused(WorkingSetting key, String value) {
    assertThatThrownBy(() -> with(key.key(), value).build())
        .as("%s=%s", key.key(), value)
        .isInstanceOf(ConfigException.class)
        .hasMessage(key.key() + "=" + value + ": must be " + key.setting().allowed().text());
  }

  private ServerConfigBuilder with(String key, String value) {
    return ServerConfig.builder()
        .port(2181)
        .dataDir(dir)
        .set("ssl.keyStore.location", "/needed/by/encrypted/ports.jks")
        .set("ssl.trustStore.location", "/needed/by/encrypted/ports.jks")
        .set(key, value);
  }
}
