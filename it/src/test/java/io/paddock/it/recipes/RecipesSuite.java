package io.paddock.it.recipes;

import io.paddock.recipes.barrier.BarriersTest;
import io.paddock.recipes.counter.CountersTest;
import io.paddock.recipes.election.ElectionsTest;
import io.paddock.recipes.examples.ExamplesTest;
import io.paddock.recipes.lease.NonBlockingLeaseTest;
import io.paddock.recipes.lock.KindsOfLocksTest;
import io.paddock.recipes.lock.LockTest;
import io.paddock.recipes.lock.LostConnectionTest;
import io.paddock.recipes.lock.SemaphoreTest;
import io.paddock.recipes.node.PersistentNodeTest;
import io.paddock.recipes.node.PersistentTtlNodeTest;
import io.paddock.recipes.partition.SetPartitionerTest;
import io.paddock.recipes.party.PartiesTest;
import io.paddock.recipes.queue.QueuesTest;
import io.paddock.recipes.stage.Stage;
import io.paddock.recipes.steps.RestartTest;
import org.junit.jupiter.api.Nested;

/**
 * The recipes' own tests on a server that is a process of its own. They count the watches that it
 * has, so one is there for these alone. Who extends this holds a lock, and so they run one after
 * the other, whatever runs beside them.
 */
abstract class RecipesSuite {
  /** The server, on which nobody plays. */
  abstract StageProcess server();

  private Stage stage() {
    return server().stage();
  }

  @Nested
  class Locks extends LockTest {
    Locks() {
      super(stage());
    }
  }

  @Nested
  class KindsOfLocks extends KindsOfLocksTest {
    KindsOfLocks() {
      super(stage());
    }
  }

  @Nested
  class LostConnections extends LostConnectionTest {
    LostConnections() {
      super(stage());
    }
  }

  @Nested
  class Semaphores extends SemaphoreTest {
    Semaphores() {
      super(stage());
    }
  }

  @Nested
  class Elections extends ElectionsTest {
    Elections() {
      super(stage());
    }
  }

  @Nested
  class Barriers extends BarriersTest {
    Barriers() {
      super(stage());
    }
  }

  @Nested
  class Counters extends CountersTest {
    Counters() {
      super(stage());
    }
  }

  @Nested
  class Queues extends QueuesTest {
    Queues() {
      super(stage());
    }
  }

  @Nested
  class Parties extends PartiesTest {
    Parties() {
      super(stage());
    }
  }

  @Nested
  class KeptNodes extends PersistentNodeTest {
    KeptNodes() {
      super(stage());
    }
  }

  @Nested
  class KeptNodesThatEnd extends PersistentTtlNodeTest {
    KeptNodesThatEnd() {
      super(stage());
    }
  }

  @Nested
  class Leases extends NonBlockingLeaseTest {
    Leases() {
      super(stage());
    }
  }

  @Nested
  class SharedSets extends SetPartitionerTest {
    SharedSets() {
      super(stage());
    }
  }

  @Nested
  class Examples extends ExamplesTest {
    Examples() {
      super(stage());
    }
  }

  @Nested
  class Restarts extends RestartTest {
    Restarts() {
      super(stage());
    }
  }
}
