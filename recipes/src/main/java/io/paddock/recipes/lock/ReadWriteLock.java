package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.recipes.line.Naming;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that many readers or one writer hold at a time, in the order in which they came: a reader
 * waits for the writers before it, a writer for everybody before it.
 *
 * <p>The znodes are those of Kazoo's ReadLock and WriteLock, or of Curator's
 * InterProcessReadWriteLock.
 *
 * <p>Thread: any.
 */
public final class ReadWriteLock {
  private final Lock read;
  private final Lock write;

  private ReadWriteLock(Client client, String path, LockOptions options) {
    Naming reader = options.curator() ? Naming.CURATOR_READ : Naming.KAZOO_READ;
    Naming writer = options.curator() ? Naming.CURATOR_WRITE : Naming.KAZOO_WRITE;
    this.read = new Lock(client, path, options, reader);
    this.write = new Lock(client, path, options, writer);
  }

  /** The lock of this path. */
  public static ReadWriteLock at(Client client, String path) {
    return at(client, path, LockOptions.DEFAULT);
  }

  /** The lock of this path. */
  public static ReadWriteLock at(Client client, String path, LockOptions options) {
    return new ReadWriteLock(client, path, options);
  }

  /** That which many may hold. */
  public Lock read() {
    return read;
  }

  /** That which one may hold. */
  public Lock write() {
    return write;
  }

  /**
   * Makes of a writer's hold a reader's, without anybody else having it in between. Not possible,
   * and empty, when another writer waits already: it came before the reader. The writer's hold is
   * kept then.
   */
  public Optional<Hold> downgrade(Hold writer) {
    Optional<Hold> reader = read.acquire(Duration.ZERO, writer);
    reader.ifPresent(hold -> writer.close());
    return reader;
  }
}
