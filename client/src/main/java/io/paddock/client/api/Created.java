package io.paddock.client.api;

import io.paddock.protocol.message.Stat;

/**
 * What a create has made.
 *
 * @param path the actual path, with its number if the mode was sequential
 * @param stat its Stat right after it was made, or as it was found again; its {@code czxid} only
 *     grows from one create to the next
 */
public record Created(String path, Stat stat) {}
