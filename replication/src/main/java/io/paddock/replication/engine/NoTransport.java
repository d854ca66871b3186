package io.paddock.replication.engine;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.ConnectionClosedEventListener;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a group of one: there is nobody to talk to. It opens no port, and whatever is
 * sent fails at once.
 *
 * <p>The engine finds this class by its service file.
 *
 * <p>Thread: any.
 */
@SPI(name = "paddock", priority = 10)
public final class NoTransport implements RaftRpcFactory {
  /** For the engine. */
  public NoTransport() {}

  @Override
  public void registerProtobufSerializer(String className, Object... args) {}

  @Override
  public RpcClient createRpcClient(@Nullable ConfigHelper<RpcClient> helper) {
    return new SilentClient();
  }

  @Override
  public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
    return new DeafServer();
  }

  private static final class SilentClient implements RpcClient {
    @Override
    public boolean init(RpcOptions options) {
      return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean checkConnection(Endpoint endpoint) {
      return false;
    }

    @Override
    public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
      return false;
    }

    @Override
    public void closeConnection(Endpoint endpoint) {}

    @Override
    public void registerConnectEventListener(ReplicatorGroup group) {}

    @Override
    public Object invokeSync(
        Endpoint endpoint, Object request, @Nullable InvokeContext context, long timeoutMs)
        throws RemotingException {
      throw nobody(endpoint);
    }

    @Override
    public void invokeAsync(
        Endpoint endpoint,
        Object request,
        @Nullable InvokeContext context,
        InvokeCallback callback,
        long timeoutMs)
        throws RemotingException {
      throw nobody(endpoint);
    }

    private static RemotingException nobody(Endpoint endpoint) {
      return new RemotingException("a standalone server has no peer " + endpoint);
    }
  }

  private static final class DeafServer implements RpcServer {
    @Override
    public boolean init(Void nothing) {
      return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public void registerConnectionClosedEventListener(ConnectionClosedEventListener listener) {}

    @Override
    public void registerProcessor(RpcProcessor<?> processor) {}

    @Override
    public int boundPort() {
      return 0;
    }

    @Override
    public boolean isStarted() {
      return true;
    }
  }
}
