package io.paddock.server.admin;

import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.ConnectionReport.ConnectionSessionReport;
import io.paddock.server.report.ConnectionReport.TimesReport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The lines of connections in {@code stat} and {@code cons}. Pure. */
final class ConnectionText {
  private ConnectionText() {}

  static String cons(List<ConnectionReport> connections) {
    StringBuilder text = new StringBuilder();
    for (ConnectionReport each : connections) {
      text.append(whole(each)).append('\n');
    }
    return text.append('\n').toString();
  }

  /** One line of {@code stat}, without its end. */
  static String brief(ConnectionReport connection) {
    return start(connection) + ')';
  }

  private static String whole(ConnectionReport connection) {
    ConnectionSessionReport session = connection.session();
    return session == null ? brief(connection) : start(connection) + of(session) + ')';
  }

  private static String start(ConnectionReport c) {
    return " %s[%x](queued=%d,recved=%d,sent=%d"
        .formatted(address(c.remote()), c.interest().bits(), c.queued(), c.received(), c.sent());
  }

  private static String of(ConnectionSessionReport s) {
    TimesReport times = s.latency();
    String cxid = s.lastCxid() < 0 ? "" : ",lcxid=0x%x".formatted(s.lastCxid());
    return ",sid=0x%x,lop=%s,est=%d,to=%d%s,lzxid=0x%x,lresp=%d,llat=%d,minlat=%d,avglat=%d,maxlat=%d"
        .formatted(
            s.id(),
            s.lastOperation(),
            s.establishedMs(),
            s.timeoutMs(),
            cxid,
            s.lastZxid(),
            s.lastReplyMs(),
            s.lastLatencyMs(),
            times.minMs(),
            times.avgMs(),
            times.maxMs());
  }

  private static String address(InetSocketAddress remote) {
    InetAddress ip = remote.getAddress();
    if (ip == null) {
      return "/" + remote.getHostString() + ':' + remote.getPort();
    }
    String host = ip.getHostAddress();
    return "/" + (ip instanceof Inet6Address ? '[' + host + ']' : host) + ':' + remote.getPort();
  }
}
