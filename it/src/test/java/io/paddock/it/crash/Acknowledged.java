package io.paddock.it.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Every znode whose creation a server has acknowledged, over all of its lives. Thread: any. */
final class Acknowledged {
  private final Map<String, String> created = new ConcurrentHashMap<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();

  void created(String path, String data) {
    if (created.putIfAbsent(path, data) != null) {
      wrong(path + " was created twice");
    }
  }

  void wrong(String what) {
    wrong.add(what);
  }

  void writerEnded() {
    ended.incrementAndGet();
  }

  int size() {
    return created.size();
  }

  int writersEnded() {
    return ended.get();
  }

  Map<String, String> all() {
    return Map.copyOf(created);
  }

  /** What must never happen and did. */
  List<String> wrongs() {
    return List.copyOf(wrong);
  }
}
