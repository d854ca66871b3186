package io.paddock.discovery.board;

import java.util.Map;

/**
 * What a board knows of a host.
 *
 * @param host its name
 * @param present whether it is there; if not, it has left, died, or cannot reach a server
 * @param status what it has said last
 */
public record HostState(String host, boolean present, Map<String, Object> status) {}
