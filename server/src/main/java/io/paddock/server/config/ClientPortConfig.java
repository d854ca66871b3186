package io.paddock.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Where plain clients connect.
 *
 * @param host address to bind, or null for all addresses ({@code clientPortAddress})
 * @param port 1 to 65535, or 0 for any free port ({@code clientPort})
 * @param backlog connections that may wait to be accepted, or -1 for the usual 1024 ({@code
 *     clientPortListenBacklog})
 * @param keepAlive TCP keep-alive on client connections ({@code clientTcpKeepAlive})
 */
public record ClientPortConfig(@Nullable String host, int port, int backlog, boolean keepAlive) {}
