package io.paddock.client.session;

import io.paddock.protocol.path.ServerAddress;
import java.net.InetSocketAddress;

/**
 * Where to connect to.
 *
 * @param server as it stands in the list
 * @param address one of those that its name has now
 */
record Target(ServerAddress server, InetSocketAddress address) {}
