package io.paddock.it.recipes;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;

/** A process that counts under a lock, with nothing else to keep others from doing so too. */
final class Contestant {
  private Contestant() {}

  /**
   * Counts.
   *
   * @param arguments the server, the path of the lock, and how often to count
   */
  public static void main(String[] arguments) {
    try (Client client = PaddockClient.connect(arguments[0])) {
      Lock lock = Lock.at(client, arguments[1]);
      System.out.println("ready");
      for (int round = Integer.parseInt(arguments[2]); round > 0; round--) {
        try (Hold hold = lock.acquire()) {
          count(client, arguments[1] + "-count", hold.token());
        }
      }
      System.out.println("counted");
    }
  }

  private static void count(Client client, String path, long token) {
    String[] words = client.get(path).text().split(" ");
    if (token <= Long.parseLong(words[1])) {
      throw new IllegalStateException("token " + token + " after " + words[1]);
    }
    client.set(path, Data.of((Long.parseLong(words[0]) + 1) + " " + token));
  }
}
