/**
 * An HTTP service in several copies, a load balancer that follows them, and a configuration that
 * changes under all of them.
 *
 * <p>Enters: requests. Leaves: answers. Never: an address or a setting that is not in Paddock.
 */
@NullMarked
package io.paddock.examples.web;

import org.jspecify.annotations.NullMarked;
