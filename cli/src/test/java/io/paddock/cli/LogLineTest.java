package io.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private final LogLine layout = new LogLine();

  @Test
  void an_event_is_one_line_with_time_level_short_logger_and_message() {
    assertThat(line(Level.INFO, "2026-11-21T05:43:51.602Z", null))
        .isEqualTo("2026-11-21T05:43:51.602Z INFO  Room - 3 of 4\n");
    assertThat(line(Level.ERROR, "2026-01-02T23:59:59.007Z", null))
        .isEqualTo("2026-01-02T23:59:59.007Z ERROR Room - 3 of 4\n");
  }

  @Test
  void times_before_1970_and_leap_days_are_right() {
    assertThat(line(Level.WARN, "1969-12-31T23:59:59.999Z", null))
        .startsWith("1969-12-31T23:59:59.999Z WARN  ");
    assertThat(line(Level.WARN, "2028-02-29T00:00:00.000Z", null))
        .startsWith("2028-02-29T00:00:00.000Z WARN  ");
  }

  @Test
  void the_trace_of_an_exception_follows() {
    Throwable thrown = new IllegalStateException("boom", new RuntimeException("cause"));

    assertThat(line(Level.ERROR, "2026-11-21T05:43:51.602Z", thrown))
        .startsWith(
            "2026-11-21T05:43:51.602Z ERROR Room - 3 of 4\n"
                + "java.lang.IllegalStateException: boom\n\tat io.paddock.cli.LogLineTest")
        .contains("Caused by: java.lang.RuntimeException: cause");
  }

  @Test
  void a_logger_without_a_package_keeps_its_name() {
    Logger logger = new LoggerContext().getLogger("plain");
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "x", null, new Object[0]);

    assertThat(layout.doLayout(event)).endsWith("Z INFO  plain - x\n");
  }

  private String line(Level level, String time, @Nullable Throwable thrown) {
    Logger logger = new LoggerContext().getLogger("io.paddock.some.Room");
    LoggingEvent event =
        new LoggingEvent("", logger, level, "{} of {}", thrown, new Object[] {3, 4});
    event.setInstant(Instant.parse(time));
    return layout.doLayout(event);
  }
}
