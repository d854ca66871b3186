/**
 * Links between znodes and between properties, and where they lead.
 *
 * <p>Enters: paths and the text of links. Leaves: real paths. Never: changes a znode.
 */
@NullMarked
package io.paddock.discovery.link;

import org.jspecify.annotations.NullMarked;
