/**
 * What the examples start: processes, a server, and small HTTP servers.
 *
 * <p>Enters: what to run. Leaves: it runs, until this process ends. Never: anything of Paddock's
 * libraries, which the examples are about.
 */
@NullMarked
package io.paddock.examples.stage;

import org.jspecify.annotations.NullMarked;
