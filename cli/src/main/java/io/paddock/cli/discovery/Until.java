package io.paddock.cli.discovery;

import java.util.concurrent.CountDownLatch;

/** Prints lines until there were enough. Thread: any. */
final class Until {
  private final Terminal terminal;
  private final CountDownLatch left;

  /**
   * @param count how many lines; 0 for no end
   */
  Until(Terminal terminal, int count) {
    this.terminal = terminal;
    this.left = new CountDownLatch(count == 0 ? Integer.MAX_VALUE : count);
  }

  void say(String line) {
    if (left.getCount() > 0) {
      terminal.out().println(line);
      left.countDown();
    }
  }

  void await() throws InterruptedException {
    left.await();
  }
}
