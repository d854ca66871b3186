package io.paddock.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * Sets up logging: one line an event on standard error. Code rather than XML, because it starts
 * faster; whoever wants something else gives {@code -Dlogback.configurationFile=…}, and then
 * nothing is set up here.
 *
 * <p>Found by logback through {@code META-INF/services}.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Libraries that say at INFO what only their makers need. */
  private static final String[] QUIET = {"io.netty", "io.paddock.shade"};

  /** The Raft engine warns ten times a second about a member that is not there. */
  private static final String ENGINE = "io.paddock.shade.raft";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LogLine layout = new LogLine();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.addFilter(new ExpectedLines());
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    for (String each : QUIET) {
      context.getLogger(each).setLevel(Level.WARN);
    }
    context.getLogger(ENGINE).setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Sets the detail of Paddock's own log; libraries stay as they are. */
  static void level(LogLevel level) {
    ((Logger) LoggerFactory.getLogger("io.paddock")).setLevel(Level.toLevel(level.name()));
  }
}
