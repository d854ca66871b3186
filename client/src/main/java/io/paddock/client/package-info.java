/**
 * The door of the client: {@link io.paddock.client.PaddockClient} connects.
 *
 * <p>Enters: addresses and options. Leaves: a {@link io.paddock.client.api.Client}. Never: imported
 * by another package of the client.
 */
@NullMarked
package io.paddock.client;

import org.jspecify.annotations.NullMarked;
