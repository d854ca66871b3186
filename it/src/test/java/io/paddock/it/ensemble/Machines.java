package io.paddock.it.ensemble;

import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerSetup;

/** What the members of an ensemble run on, for tests in which that is not simply this machine. */
public interface Machines extends AutoCloseable {
  /** This machine, as it is. */
  Machines USUAL =
      new Machines() {
        @Override
        public ServerHome home(int id, ServerSetup setup) {
          return ServerHome.create(setup);
        }

        @Override
        public void close() {}
      };

  /** Where this member lives from now on. */
  ServerHome home(int id, ServerSetup setup);

  /** Called when no member runs any more. */
  @Override
  void close();
}
