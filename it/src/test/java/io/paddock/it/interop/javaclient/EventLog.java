package io.paddock.it.interop.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.jspecify.annotations.Nullable;

/** A watcher that keeps what it hears, in order. Thread: any. */
final class EventLog implements Watcher {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<WatchedEvent> heard = new LinkedBlockingQueue<>();

  @Override
  public void process(WatchedEvent event) {
    heard.add(event);
  }

  /** The next event, waited for. */
  WatchedEvent next() throws InterruptedException {
    @Nullable WatchedEvent event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event within " + PATIENCE_SECONDS + " s");
    }
    return event;
  }

  /** Checks that the next event is this one, and returns it. */
  WatchedEvent expect(EventType type, String path) throws InterruptedException {
    WatchedEvent event = next();
    assertThat(event.getType() + " " + event.getPath()).isEqualTo(type + " " + path);
    return event;
  }

  /** Passes over events until the connection is in this state. */
  void await(KeeperState state) throws InterruptedException {
    WatchedEvent event = next();
    while (event.getType() != EventType.None || event.getState() != state) {
      event = next();
    }
  }

  /** What has come and was not asked for yet. */
  List<WatchedEvent> rest() {
    return List.copyOf(heard);
  }
}
