package io.paddock.server.config;

/**
 * Threads of the server.
 *
 * @param eventLoops loops that own the client connections, at least 1; one a core unless said
 */
public record ThreadsConfig(int eventLoops) {}
