/**
 * kazoo, the Python client, as Debian packages it: one script per feature, run by the system's
 * Python.
 *
 * <p>Enters: a server's address. Leaves: nothing. Never: a Python package that is not Debian's.
 */
@NullMarked
package io.paddock.it.interop.kazoo;

import org.jspecify.annotations.NullMarked;
