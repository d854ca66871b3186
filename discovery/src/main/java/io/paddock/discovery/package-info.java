/**
 * Finds services, follows configuration, writes trees down.
 *
 * <p>Enters: paths. Leaves: registrations, live children and properties, text. Never: imported by
 * another room of this module.
 */
@NullMarked
package io.paddock.discovery;

import org.jspecify.annotations.NullMarked;
