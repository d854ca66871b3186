package io.paddock.cli.discovery;

import java.io.BufferedReader;
import java.io.PrintWriter;

/**
 * Where the commands listen and speak.
 *
 * @param in what is read for the file {@code -}
 * @param out answers; flushes at line ends
 * @param err what went wrong; flushes at line ends
 */
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err) {}
