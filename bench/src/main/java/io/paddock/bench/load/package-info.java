/**
 * The load generator: connections that keep a fixed number of requests outstanding, and the modes
 * built on them (load, fill, idle sessions, watches).
 *
 * <p>Enters: what to send, how much of it at a time, how long. Leaves: counts, latencies, CPU.
 * Never: an object for each request; the generator shares the machine with the server it measures.
 */
@NullMarked
package io.paddock.bench.load;

import org.jspecify.annotations.NullMarked;
