package io.paddock.discovery.register;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.Happened;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client to which something happens once, at the call of one method. */
final class DisturbedClient {
  private DisturbedClient() {}

  /** This is done first. */
  static Client before(Client client, String method, Runnable what) {
    return of(client, method, new AtomicBoolean(), what, () -> {});
  }

  /** This is done when the server has answered. */
  static Client after(Client client, String method, Runnable what) {
    return of(client, method, new AtomicBoolean(), () -> {}, what);
  }

  /** Fails the call, which may have done what was asked for. */
  static Runnable loss() {
    return () -> {
      throw new ConnectionLossException("a request", "", Happened.MAYBE, "lost by the test");
    };
  }

  private static Client of(
      Client client, String method, AtomicBoolean done, Runnable before, Runnable after) {
    return (Client)
        Proxy.newProxyInstance(
            Client.class.getClassLoader(),
            new Class<?>[] {Client.class},
            (proxy, called, arguments) -> {
              boolean now = called.getName().equals(method) && done.compareAndSet(false, true);
              if (now) {
                before.run();
              }
              Object result;
              try {
                result = called.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (now) {
                after.run();
              }
              return result instanceof Client other
                  ? of(other, method, done, before, after)
                  : result;
            });
  }
}
