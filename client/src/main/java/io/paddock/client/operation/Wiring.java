package io.paddock.client.operation;

import io.paddock.client.session.ClientSession;
import io.paddock.client.transport.IoLoop;
import io.paddock.protocol.path.Chroot;
import java.util.concurrent.Executor;

/**
 * What one client is made of, whatever its limits and orders.
 *
 * @param session where the requests go
 * @param chroot put before the paths
 * @param loop its timers
 * @param threads run what may block
 * @param afterClose gives back what belongs to this client alone
 */
public record Wiring(
    ClientSession session, Chroot chroot, IoLoop loop, Executor threads, Runnable afterClose) {}
