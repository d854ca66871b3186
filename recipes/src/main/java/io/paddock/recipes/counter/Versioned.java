package io.paddock.recipes.counter;

/**
 * A value and when it was so.
 *
 * @param version of its znode's data
 * @param mzxid when it was written; of two values of one path the later one has the greater
 */
public record Versioned<T>(T value, int version, long mzxid) {}
