/**
 * What the kernel and the JVM say about a running process: CPU time, resident size, live heap.
 *
 * <p>Enters: process ids. Leaves: figures. Never: changes a process, but for the collection that
 * must come before its heap is measured.
 */
@NullMarked
package io.paddock.bench.process;

import org.jspecify.annotations.NullMarked;
