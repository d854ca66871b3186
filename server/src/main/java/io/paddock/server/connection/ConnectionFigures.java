package io.paddock.server.connection;

import io.paddock.protocol.message.OpCode;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.pipeline.PipelineFigures;
import io.paddock.server.pipeline.RequestPipeline;
import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.ConnectionReport.ConnectionSessionReport;
import io.paddock.server.report.ConnectionReport.Interest;
import io.paddock.server.report.ConnectionReport.TimesReport;
import io.paddock.state.session.Session;
import org.jspecify.annotations.Nullable;

/** One connection as a report (spec/operations.md, section 4). */
final class ConnectionFigures {
  private static final long NANOS_PER_MS = 1_000_000;

  private ConnectionFigures() {}

  static ConnectionReport report(
      ClientSocket socket, @Nullable RequestPipeline pipeline, LoopScope loop, long heardNanos) {
    return new ConnectionReport(
        socket.remote(),
        socket.isCongested() ? Interest.WRITING : Interest.READING,
        pipeline == null ? 0 : pipeline.queued(),
        socket.received(),
        socket.sent(),
        pipeline == null ? null : session(socket, pipeline, loop, heardNanos));
  }

  private static ConnectionSessionReport session(
      ClientSocket socket, RequestPipeline pipeline, LoopScope loop, long heardNanos) {
    PipelineFigures figures = pipeline.figures();
    Session session = loop.state().session(pipeline.session());
    long zxid = figures == null ? loop.state().zxid() : figures.lastZxid();
    return new ConnectionSessionReport(
        pipeline.session(),
        figures == null ? (socket.received() > 1 ? "PING" : "SESS") : word(figures.lastOp()),
        socket.establishedMs(),
        session == null ? 0 : session.timeoutMs(),
        figures == null ? -1 : figures.lastXid(),
        zxid,
        figures == null ? heardNanos / NANOS_PER_MS : figures.lastReplyMs(),
        figures == null ? 0 : figures.lastMs(),
        figures == null
            ? new TimesReport(0, 0, 0)
            : new TimesReport(figures.minMs(), figures.avgMs(), figures.maxMs()));
  }

  /** The short word that {@code cons} has for an operation. */
  private static String word(@Nullable OpCode op) {
    if (op == null) {
      return "NA";
    }
    return switch (op) {
      case PING -> "PING";
      case MULTI -> "MULT";
      case MULTI_READ -> "MLTR";
      case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> "CREA";
      case DELETE, DELETE_CONTAINER -> "DELE";
      case SET_DATA -> "SETD";
      case RECONFIG -> "RECO";
      case SET_ACL -> "SETA";
      case CLOSE_SESSION -> "CLOS";
      case SYNC -> "SYNC";
      case CHECK -> "CHEC";
      case EXISTS -> "EXIS";
      case GET_DATA -> "GETD";
      case SET_WATCHES -> "SETW";
      case SET_WATCHES2 -> "STW2";
      case ADD_WATCH -> "ADDW";
      case GET_ACL -> "GETA";
      case GET_CHILDREN, GET_CHILDREN2 -> "GETC";
      case GET_ALL_CHILDREN_NUMBER -> "GETACN";
      case CHECK_WATCHES -> "CHKW";
      case REMOVE_WATCHES -> "REMW";
      case WHO_AM_I -> "HOMI";
      case GET_EPHEMERALS -> "GETE";
      case AUTH, SASL -> "NA";
    };
  }
}
