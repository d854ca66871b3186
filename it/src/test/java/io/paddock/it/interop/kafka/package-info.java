/**
 * Apache Kafka on the servers under test: brokers of its own release, and its own clients.
 *
 * <p>Enters: tests. Leaves: {@code it.ensemble}, {@code it.process}. Never: Kafka's classes in this
 * JVM.
 */
@NullMarked
package io.paddock.it.interop.kafka;

import org.jspecify.annotations.NullMarked;
