package io.paddock.bench.clients;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Our client. */
final class PaddockContestant implements Contestant {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  private final Client client;

  PaddockContestant(String hosts) throws Exception {
    client = PaddockClient.builder(hosts).sessionTimeout(SESSION_TIMEOUT).connect();
    if (!client.awaitConnected(CONNECT_LIMIT)) {
      throw new IOException("no connection to " + hosts);
    }
  }

  @Override
  public void create(String path, byte[] data) {
    client.create(path, Data.of(data));
  }

  @Override
  public byte[] get(String path) {
    Data data = client.get(path).data();
    return data == null ? new byte[0] : data.toBytes();
  }

  @Override
  public void getAsync(String path, Runnable done) {
    var unused = client.async().get(path, null).whenComplete((node, failure) -> done.run());
  }

  @Override
  public void setAsync(String path, byte[] data, Runnable done) {
    var unused =
        client
            .async()
            .set(path, Data.of(data), AsyncClient.ANY_VERSION)
            .whenComplete((stat, failure) -> done.run());
  }

  @Override
  public Mutex mutex(String path) {
    Lock lock = Lock.at(client, path);
    return new Mutex() {
      private @Nullable Hold hold;

      @Override
      public void acquire() {
        hold = lock.acquire();
      }

      @Override
      public void release() {
        Hold held = hold;
        if (held != null) {
          held.close();
        }
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
