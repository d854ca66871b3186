package io.paddock.recipes.counter;

/**
 * What a change has done.
 *
 * @param before the value that it has found
 * @param after the value that it has left
 */
public record Change<T>(T before, T after) {}
