package io.paddock.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Drops what libraries call an error and what is none.
 *
 * <p>A leader that is replaced before its first entry is committed cannot confirm the members: the
 * Raft engine says at ERROR what is an election like another, and Paddock's own lines tell of that.
 *
 * <p>Thread: any.
 */
final class ExpectedLines extends Filter<ILoggingEvent> {
  private static final String ENGINE = ".NodeImpl";
  private static final String UNCONFIRMED = "ConfigurationChangeDone";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getLoggerName().endsWith(ENGINE)
            && event.getFormattedMessage().contains(UNCONFIRMED)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
