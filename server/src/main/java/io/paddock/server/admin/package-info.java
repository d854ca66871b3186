/**
 * What operators ask: the four-letter words.
 *
 * <p>Enters: {@code …Report} records, through {@link io.paddock.server.report.Reports}. Leaves:
 * text. Never: touches the state, a connection or a watch itself.
 */
@NullMarked
package io.paddock.server.admin;

import org.jspecify.annotations.NullMarked;
