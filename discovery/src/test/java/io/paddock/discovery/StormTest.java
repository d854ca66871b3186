package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.transport.ClientThreads;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thousand services that register at once, and a hundred programs that follow them.
 *
 * <p>{@code -Dpaddock.storm.servers=host:port} does it with servers that run already, below {@code
 * /storm}; the times are in the log.
 */
class StormTest {
  private static final Logger LOG = LoggerFactory.getLogger(StormTest.class);
  private static final int SERVICES = 1000;
  private static final int REGISTRANTS = 10;
  private static final int WATCHERS = 100;

  @Test
  void every_registration_reaches_every_watcher() throws InterruptedException {
    List<Client> clients = new ArrayList<>();
    try (Place place = Place.chosen();
        ClientThreads threads = ClientThreads.start("storm");
        Discovery discovery = Discovery.connect(place.servers())) {
      discovery.client().deleteRecursive("/storm");
      discovery.importTree("/storm\n  /servers", "/", ImportOptions.USUAL);
      CountDownLatch complete = new CountDownLatch(WATCHERS);
      for (int i = 0; i < WATCHERS; i++) {
        Client client = connect(place, threads, clients);
        LiveChildren servers = Discovery.of(client).children("/storm/servers");
        servers.onChange(
            (now, subscription) -> {
              if (now.size() == SERVICES) {
                subscription.close();
                complete.countDown();
              }
            });
      }
      long began = System.nanoTime();
      List<Thread> registrants = new ArrayList<>();
      for (int i = 0; i < REGISTRANTS; i++) {
        String host = "host" + i;
        Discovery registrant = Discovery.of(connect(place, threads, clients));
        Thread thread = new Thread(() -> register(registrant, host));
        registrants.add(thread);
        thread.start();
      }
      for (Thread each : registrants) {
        each.join();
      }
      long registered = System.nanoTime();
      assertThat(complete.await(120, TimeUnit.SECONDS)).isTrue();
      LOG.info(
          "{} registrations took {} ms, {} watchers knew all of them {} ms later",
          SERVICES,
          TimeUnit.NANOSECONDS.toMillis(registered - began),
          WATCHERS,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - registered));
      clients.forEach(Client::close);
    }
  }

  private static void register(Discovery registrant, String host) {
    for (int i = 0; i < SERVICES / REGISTRANTS; i++) {
      var unused = registrant.register("/storm/servers", host + ":" + i);
    }
  }

  private static Client connect(Place place, ClientThreads threads, List<Client> clients) {
    Client client = PaddockClient.builder(place.servers()).threads(threads).connect();
    clients.add(client);
    return client;
  }

  /** A server of its own, or those that somebody has named. */
  private record Place(String servers, @Nullable EmbeddedServer own) implements AutoCloseable {
    static Place chosen() {
      String named = System.getProperty("paddock.storm.servers");
      if (named != null) {
        return new Place(named, null);
      }
      EmbeddedServer own = EmbeddedServer.start();
      return new Place(own.connectString(), own);
    }

    @Override
    public void close() {
      if (own != null) {
        own.close();
      }
    }
  }
}
