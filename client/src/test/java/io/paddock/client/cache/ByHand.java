package io.paddock.client.cache;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What a test answers itself, instead of a client that is connected. */
interface ByHand {
  /** The answer to a call of an operation of this object. */
  @Nullable Object answer(Object self, String operation, Object... arguments);

  /** An object all of whose operations are answered so. */
  static <T> T of(Class<T> type, ByHand hand) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> hand.answer(proxy, method.getName(), arguments)));
  }
}
