package io.paddock.server.admin;

import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.SessionConfig;
import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.DigestReport;
import io.paddock.server.report.FilesReport;
import io.paddock.server.report.LatencyReport;
import io.paddock.server.report.Reports;
import io.paddock.server.report.ServerMode;
import io.paddock.server.report.ServerReport;
import io.paddock.server.report.ServerReport.SizesReport;
import io.paddock.server.report.VersionReport;
import java.util.List;

/**
 * The words about the server as a whole: {@code srvr}, {@code stat}, {@code conf}, {@code dirs},
 * {@code hash}. Pure.
 */
final class ServerText {
  private ServerText() {}

  static String srvr(VersionReport version, ServerReport server) {
    return head(version, server) + body(server);
  }

  static String stat(
      VersionReport version, ServerReport server, List<ConnectionReport> connections) {
    StringBuilder text = new StringBuilder(head(version, server)).append("Clients:\n");
    for (ConnectionReport each : connections) {
      text.append(ConnectionText.brief(each)).append('\n');
    }
    return text.append('\n').append(body(server)).toString();
  }

  static String conf(ServerConfig config, Reports reports) {
    FilesReport files = reports.files();
    ClientPortConfig plain = config.clientPort();
    SessionConfig sessions = config.sessions();
    return """
    clientPort=%d
    secureClientPort=%d
    dataDir=%s
    dataDirSize=%d
    dataLogDir=%s
    dataLogSize=%d
    tickTime=%d
    maxClientCnxns=%d
    minSessionTimeout=%d
    maxSessionTimeout=%d
    clientPortListenBacklog=%d
    serverId=%d
    """
            .formatted(
                reports.clientPort(),
                reports.secureClientPort(),
                config.storage().dataDir(),
                files.dataBytes(),
                config.storage().dataLogDir(),
                files.logBytes(),
                sessions.tickTimeMs(),
                config.limits().connectionsPerAddressMax(),
                sessions.minTimeoutMs(),
                sessions.maxTimeoutMs(),
                plain == null ? -1 : plain.backlog(),
                config.ensemble().isStandalone() ? 0 : config.ensemble().myId())
        + ensemble(config.ensemble(), reports);
  }

  private static String ensemble(EnsembleConfig config, Reports reports) {
    MemberConfig self = config.self();
    if (config.isStandalone() || self == null) {
      return "";
    }
    String text =
        """
        initLimit=%d
        syncLimit=%d
        electionAlg=3
        electionPort=%d
        quorumPort=%d
        peerType=%d
        """
            .formatted(
                config.initLimit(),
                config.syncLimit(),
                self.addresses().get(0).electionPort(),
                self.addresses().get(0).quorumPort(),
                self.role() == MemberConfig.Role.OBSERVER ? 1 : 0);
    return reports.isReadOnly() ? text : text + "membership: \n" + reports.membership() + '\n';
  }

  static String dirs(FilesReport files) {
    return "datadir_size: %d\nlogdir_size: %d\n".formatted(files.dataBytes(), files.logBytes());
  }

  static String hash(List<DigestReport> digests) {
    StringBuilder text = new StringBuilder();
    for (DigestReport each : digests) {
      text.append(Long.toHexString(each.zxid())).append(": ").append(each.digest()).append('\n');
    }
    return text.toString();
  }

  private static String head(VersionReport version, ServerReport server) {
    String line = "Zookeeper version: " + version.text() + '\n';
    return server.mode() == ServerMode.READ_ONLY
        ? line + "READ-ONLY mode; serving only read-only clients\n"
        : line;
  }

  private static String body(ServerReport server) {
    LatencyReport latency = server.traffic().all();
    String text =
        """
        Latency min/avg/max: %d/%s/%d
        Received: %d
        Sent: %d
        Connections: %d
        Outstanding: %d
        Zxid: 0x%x
        Mode: %s
        Node count: %d
        """
            .formatted(
                latency.minMs(),
                Decimal.text(latency.avgMs()),
                latency.maxMs(),
                server.traffic().received(),
                server.traffic().sent(),
                server.connections().alive(),
                server.connections().outstanding(),
                server.zxid(),
                server.mode().text(),
                server.tree().znodes());
    SizesReport sizes = server.proposals();
    return sizes == null
        ? text
        : text
            + "Proposal sizes last/min/max: %d/%d/%d\n"
                .formatted(sizes.last(), sizes.min(), sizes.max());
  }
}
