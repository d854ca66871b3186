/**
 * A server for one test: in this JVM, on a free port, in a directory of its own that goes with it.
 *
 * <p>Enters: settings. Leaves: a running server that can be stopped and started again. Never: a
 * fixed port, a directory that stays.
 */
@NullMarked
package io.paddock.testkit.embedded;

import org.jspecify.annotations.NullMarked;
