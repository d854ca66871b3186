package io.paddock.it.ensemble;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import java.time.Duration;

/**
 * A program with our own client, which hears of no error at all. Each write wants the version that
 * the one before it has made, so that none can be lost or done twice.
 *
 * <p>Thread: its own counts, the client's follows; what it says may be asked for by any.
 */
final class OwnWorker implements Worker {
  private final String name;
  private final String followed;
  private final Restarting restarting;
  private final Client client;
  private final Pace pace = new Pace();
  private final Thread thread;

  /** One object: each has a lane of its own, on which it hears one event after the other. */
  private final WatchListener listener = this::heard;

  private volatile boolean enough;
  private volatile int seen = -1;

  /** Begins; the parameters are those of {@link ApacheWorker}. */
  OwnWorker(String name, String followed, String servers, Restarting restarting) {
    this.name = name;
    this.followed = followed;
    this.restarting = restarting;
    this.client =
        PaddockClient.builder(servers)
            .sessionTimeout(Duration.ofSeconds(40))
            .operationLimit(Duration.ofMinutes(2))
            .connect();
    client.create(ephemeral(), null, CreateOptions.EPHEMERAL);
    this.thread = new Thread(this::count, name);
    follow();
    thread.start();
  }

  @Override
  public String ephemeral() {
    return "/ephemeral-" + name;
  }

  @Override
  public long session() {
    return client.sessionId();
  }

  @Override
  public Pace pace() {
    return pace;
  }

  private void count() {
    String path = "/" + name;
    int version = client.exists(path).orElseThrow().version();
    int next = 1;
    try {
      while (!enough) {
        version = client.set(path, Data.of(Integer.toString(next)), version).version();
        pace.written(next, 0);
        String read = client.get(path).text();
        if (!read.equals(Integer.toString(next))) {
          restarting.wrong("%s wrote %d and read %s".formatted(name, next, read));
        }
        next++;
      }
    } catch (RuntimeException e) {
      restarting.wrong("%s: %s".formatted(name, e));
    }
  }

  private synchronized void follow() {
    try {
      int now = Integer.parseInt(client.get("/" + followed, listener).text());
      if (now < seen) {
        restarting.wrong("%s saw %d after %d".formatted(name, now, seen));
      }
      seen = now;
    } catch (RuntimeException e) {
      if (!enough) {
        restarting.wrong("%s follows no more: %s".formatted(name, e));
      }
    }
  }

  private void heard(WatchEvent event) {
    if (event.type() == EventType.NODE_DATA_CHANGED) {
      follow();
    } else {
      restarting.wrong("%s heard %s".formatted(name, event));
    }
  }

  @Override
  public int seen() {
    return seen;
  }

  @Override
  public void stop() throws InterruptedException {
    enough = true;
    thread.join();
  }

  @Override
  public void end() throws InterruptedException {
    stop();
    client.close();
  }
}
