package io.paddock.cli;

import java.io.PrintWriter;

/**
 * Where a command speaks: {@code out} is its answer, {@code err} what went wrong. Both flush at
 * line ends.
 */
record Output(PrintWriter out, PrintWriter err) {}
