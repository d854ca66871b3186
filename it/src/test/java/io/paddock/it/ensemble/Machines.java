package io.paddock.it.ensemble;

import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.Site;

/** What the members of an ensemble run on, for tests in which that is not simply this machine. */
public interface Machines extends AutoCloseable {
  /** This machine, as it is. */
  Machines USUAL =
      new Machines() {
        @Override
        public ServerHome home(int id, ServerSetup setup, Site site) {
          return ServerHome.create(setup, site);
        }

        @Override
        public void close() {}
      };

  /** Where this member lives from now on. */
  ServerHome home(int id, ServerSetup setup, Site site);

  /** Called when no member runs any more. */
  @Override
  void close();
}
