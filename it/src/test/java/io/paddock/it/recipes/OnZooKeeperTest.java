package io.paddock.it.recipes;

import io.paddock.it.process.Product;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The recipes on Apache ZooKeeper. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("one ZooKeeper")
class OnZooKeeperTest extends RecipesSuite {
  private static final ServerHome HOME =
      ServerHome.create(ServerSetup.usual().of(Product.ZOOKEEPER));
  private static ServerProcess process = HOME.launch();

  @BeforeAll
  static void start() {
    process.awaitReady();
  }

  @AfterAll
  static void stop() {
    process.close();
    HOME.close();
  }

  @Override
  StageProcess server() {
    return new StageProcess(HOME.address(), () -> process.close(), () -> process = HOME.start());
  }
}
