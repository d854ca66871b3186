/**
 * The operations of the client, made of calls: chroot, options, operations of several requests,
 * waiting.
 *
 * <p>Enters: what the caller asks for. Leaves: calls to a session; results. Never: touches a frame.
 */
@NullMarked
package io.paddock.client.operation;

import org.jspecify.annotations.NullMarked;
