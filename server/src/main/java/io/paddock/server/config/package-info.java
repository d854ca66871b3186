/**
 * What a server was told to be: {@code zoo.cfg}, system properties and command line as immutable
 * records.
 *
 * <p>Enters: text. Leaves: {@link io.paddock.server.config.ServerConfig} or one clear {@link
 * io.paddock.server.config.ConfigException}. Never: opens a port, creates a directory, logs,
 * changes a system property.
 */
@NullMarked
package io.paddock.server.config;

import org.jspecify.annotations.NullMarked;
