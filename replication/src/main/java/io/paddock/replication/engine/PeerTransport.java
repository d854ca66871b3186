package io.paddock.replication.engine;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine gets its transport from. It is one for the whole process, in which many members
 * may live; so what it makes is only a place for the client that comes with each member's {@link
 * PeerOptions}. Calls from others do not come through the engine's own server at all: {@link
 * EngineService} hands them over.
 *
 * <p>The engine finds this class by its service file.
 *
 * <p>Thread: any.
 */
@SPI(name = "paddock", priority = 10)
public final class PeerTransport implements RaftRpcFactory {
  /** For the engine. */
  public PeerTransport() {}

  @Override
  public void registerProtobufSerializer(String className, Object... args) {}

  @Override
  public RpcClient createRpcClient(@Nullable ConfigHelper<RpcClient> helper) {
    return new Place();
  }

  @Override
  public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
    throw new UnsupportedOperationException("the engine opens no port");
  }

  private static final class Place implements RpcClient {
    private @Nullable RpcClient client;

    @Override
    public boolean init(RpcOptions options) {
      client = ((PeerOptions) options).client();
      return true;
    }

    private RpcClient client() {
      RpcClient set = client;
      if (set == null) {
        throw new IllegalStateException("the engine used its transport before starting it");
      }
      return set;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean checkConnection(Endpoint endpoint) {
      return client().checkConnection(endpoint);
    }

    @Override
    public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
      return client().checkConnection(endpoint, createIfAbsent);
    }

    @Override
    public void closeConnection(Endpoint endpoint) {}

    @Override
    public void registerConnectEventListener(ReplicatorGroup group) {}

    @Override
    public Object invokeSync(
        Endpoint endpoint, Object request, @Nullable InvokeContext context, long timeoutMs)
        throws InterruptedException, RemotingException {
      return client().invokeSync(endpoint, request, context, timeoutMs);
    }

    @Override
    public void invokeAsync(
        Endpoint endpoint,
        Object request,
        @Nullable InvokeContext context,
        InvokeCallback callback,
        long timeoutMs)
        throws InterruptedException, RemotingException {
      client().invokeAsync(endpoint, request, context, callback, timeoutMs);
    }
  }
}
