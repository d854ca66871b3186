/**
 * Services as Curator's {@code x-discovery} has them, so that its programs and ours find each
 * other: {@code /base/name/id}, with the instance as JSON.
 *
 * <p>Enters: instances. Leaves: their znodes, and back. Never: a type of Curator.
 */
@NullMarked
package io.paddock.discovery.curator;

import org.jspecify.annotations.NullMarked;
