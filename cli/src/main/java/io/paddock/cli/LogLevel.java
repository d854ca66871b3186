package io.paddock.cli;

/** How much the log says. */
enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
