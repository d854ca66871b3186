package io.paddock.cli.shell;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import java.util.concurrent.CountDownLatch;

/** {@code watch}: prints each change of a znode, or of a subtree, until it is told to stop. */
final class WatchWord {
  private WatchWord() {}

  static Word word() {
    return new Word(
        new Syntax(
            "watch",
            "[-R] [-n count] path",
            "Prints each change of a znode and of its list of children; -R of all below it too,"
                + " -n ends after so many.",
            1,
            1),
        WatchWord::watch);
  }

  private static void watch(Talk talk, Arguments arguments) {
    String path = arguments.path();
    long count = arguments.number("-n", Long.MAX_VALUE);
    if (count < 1) {
      throw new UsageException("-n wants a number from 1 on, not " + count);
    }
    Changes changes = new Changes(talk, talk.client(), count);
    AddWatchMode mode =
        arguments.has("-R") ? AddWatchMode.PERSISTENT_RECURSIVE : AddWatchMode.PERSISTENT;
    Watching watching = talk.client().watch(path, mode, changes);
    talk.client().addStateListener(changes);
    if (talk.isInteractive()) {
      // It goes on beside the next words, and ends with the connection.
      talk.say("Watching " + path);
      return;
    }
    changes.awaitEnd();
    talk.client().removeStateListener(changes);
    watching.close();
  }

  /** Prints changes. Thread: one of the client's for listeners, one call at a time. */
  private static final class Changes implements WatchListener, StateListener {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Talk talk;
    private final Client client;
    private long left;
    private boolean wasLost;

    Changes(Talk talk, Client client, long count) {
      this.talk = talk;
      this.client = client;
      this.left = count;
    }

    @Override
    public void happened(WatchEvent event) {
      if (left > 0) {
        talk.say(Texts.type(event.type()) + " " + event.path() + data(event));
        left--;
      }
      if (left == 0) {
        ended.countDown();
      }
    }

    // As of now, which may be later than the change.
    private String data(WatchEvent event) {
      if (event.type() != EventType.NODE_CREATED && event.type() != EventType.NODE_DATA_CHANGED) {
        return "";
      }
      try {
        return " " + client.get(event.path()).data();
      } catch (ClientException e) {
        return "";
      }
    }

    @Override
    public void changed(ConnectionState state) {
      switch (state) {
        case CONNECTED, CONNECTED_READ_ONLY -> {
          if (wasLost) {
            talk.say("Connected again; changes in between are not shown");
          }
          wasLost = false;
        }
        case SUSPENDED, LOST -> wasLost = true;
        case CLOSED -> ended.countDown();
      }
    }

    void awaitEnd() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
