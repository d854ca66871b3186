package io.paddock.cli.shell;

import java.io.BufferedReader;
import java.io.PrintWriter;

/**
 * Where the shell listens and speaks.
 *
 * @param in lines to do
 * @param out answers; flushes at line ends
 * @param err what went wrong; flushes at line ends
 */
public record Streams(BufferedReader in, PrintWriter out, PrintWriter err) {}
