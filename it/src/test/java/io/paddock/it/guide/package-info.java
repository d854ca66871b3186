/**
 * The examples of README.md and docs/client.md, taken from the documents as they stand there,
 * compiled and run.
 *
 * <p>Enters: the documents. Leaves: nothing. Never: an example that is written down twice.
 */
@NullMarked
package io.paddock.it.guide;

import org.jspecify.annotations.NullMarked;
