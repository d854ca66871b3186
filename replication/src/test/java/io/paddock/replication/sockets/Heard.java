package io.paddock.replication.sockets;

import io.paddock.replication.peer.PeerListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All that a member's network told, as lines of text. Thread: any. */
final class Heard implements PeerListener {
  private static final long WAIT_MS = 40_000;
  private final List<String> lines = new ArrayList<>();

  @Override
  public void up(int member) {
    add("up " + member);
  }

  @Override
  public void down(int member, boolean refused) {
    add((refused ? "refused " : "down ") + member);
  }

  @Override
  public void received(int member, byte kind, ByteBuffer content) {
    add(member + " " + kind + " " + StandardCharsets.UTF_8.decode(content));
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for what has been told, from the first line on. */
  void await(String line) throws InterruptedException {
    await(line, lines -> lines.contains(line));
  }

  synchronized void await(String what, Predicate<List<String>> condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + WAIT_MS * 1_000_000;
    while (!condition.test(lines)) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new AssertionError("not in time: " + what + "; heard " + lines);
      }
      wait(leftMs);
    }
  }

  synchronized void forget() {
    lines.clear();
  }
}
