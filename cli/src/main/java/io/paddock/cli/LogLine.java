package io.paddock.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.LocalDate;

/**
 * One event as one line: {@code 2026-11-21T05:43:51.602Z INFO RunningServer - message}, and after
 * it the trace of an exception. UTC. Written out because logback's own patterns take 80 ms of a
 * start to prepare.
 *
 * <p>Thread: any.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final long DAY_MS = 86_400_000;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    time(line, event.getTimeStamp());
    String level = event.getLevel().toString();
    line.append(' ').append(level).append(" ".repeat(Math.max(1, 6 - level.length())));
    String logger = event.getLoggerName();
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(" - ");
    line.append(event.getFormattedMessage()).append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(ThrowableProxyUtil.asString(thrown));
    }
    return line.toString();
  }

  private static void time(StringBuilder line, long epochMs) {
    int ms = (int) Math.floorMod(epochMs, DAY_MS);
    line.append(LocalDate.ofEpochDay(Math.floorDiv(epochMs, DAY_MS))).append('T');
    digits(line, ms / 3_600_000, 2).append(':');
    digits(line, ms / 60_000 % 60, 2).append(':');
    digits(line, ms / 1000 % 60, 2).append('.');
    digits(line, ms % 1000, 3).append('Z');
  }

  private static StringBuilder digits(StringBuilder line, int number, int width) {
    String text = Integer.toString(number);
    return line.append("0".repeat(width - text.length())).append(text);
  }
}
