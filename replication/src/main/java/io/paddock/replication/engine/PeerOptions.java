package io.paddock.replication.engine;

import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.rpc.RpcClient;

/**
 * The engine's settings with the way to the other members: the engine makes its client with a
 * factory that the whole process shares, and hands these settings to it.
 */
final class PeerOptions extends NodeOptions {
  private final RpcClient client;

  PeerOptions(RpcClient client) {
    this.client = client;
  }

  RpcClient client() {
    return client;
  }
}
