package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.Transaction;
import io.paddock.recipes.line.Place;
import io.paddock.recipes.steady.Removal;
import java.util.List;

/**
 * Leases of a semaphore that were taken together.
 *
 * <p>Thread: any.
 */
final class Leases implements Held {
  private final List<Hold> holds;

  Leases(Client client, List<String> paths, long czxid, long session) {
    Client aside = client.aside();
    this.holds =
        paths.stream()
            .map(
                path ->
                    new Hold(
                        client, new Place(path, czxid, session), () -> Removal.of(aside, path)))
            .toList();
  }

  @Override
  public long token() {
    return holds.get(0).token();
  }

  @Override
  public Grip grip() {
    return holds.get(0).grip();
  }

  @Override
  public Transaction guard(Transaction transaction) {
    Transaction guarded = transaction;
    for (Hold each : holds) {
      guarded = each.guard(guarded);
    }
    return guarded;
  }

  @Override
  public void close() {
    holds.forEach(Hold::close);
  }
}
