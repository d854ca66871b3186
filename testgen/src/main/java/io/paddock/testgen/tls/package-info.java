/**
 * Certificates and keys for tests, made when they are needed.
 *
 * <p>Enters: a directory. Leaves: files of every format that servers and clients read. Never:
 * anything that is trusted outside of a test.
 */
@NullMarked
package io.paddock.testgen.tls;

import org.jspecify.annotations.NullMarked;
