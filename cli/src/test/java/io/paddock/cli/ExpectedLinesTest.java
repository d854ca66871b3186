package io.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class ExpectedLinesTest {
  private static FilterReply reply(String logger, String message, Object... values) {
    LoggingEvent event =
        new LoggingEvent(
            "test", new LoggerContext().getLogger(logger), Level.ERROR, message, null, values);
    return new ExpectedLines().decide(event);
  }

  @Test
  void a_replaced_leader_that_could_not_confirm_the_members_is_no_error() {
    assertThat(
            reply(
                "io.paddock.shade.raft.core.NodeImpl",
                "Fail to run {}, status: {}.",
                "ConfigurationChangeDone",
                "Leader stepped down"))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void other_errors_of_the_engine_and_of_others_are_shown() {
    assertThat(reply("io.paddock.shade.raft.core.NodeImpl", "Node {} init failed", "x"))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(reply("io.paddock.server.Other", "ConfigurationChangeDone"))
        .isEqualTo(FilterReply.NEUTRAL);
  }
}
