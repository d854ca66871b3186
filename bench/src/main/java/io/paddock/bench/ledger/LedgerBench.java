package io.paddock.bench.ledger;

import com.sun.management.OperatingSystemMXBean;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.replication.engine.RaftLedger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.state.command.Command;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * Writes to a ledger from one thread that keeps a number of commands outstanding.
 *
 * <pre>
 * java -cp … io.paddock.bench.ledger.LedgerBench DIRECTORY SECONDS BYTES OUTSTANDING...
 * </pre>
 *
 * <p>Prints for each number: commands a second, latency from handing over to seeing the commit, CPU
 * time of the process a command (this thread's included), commands a sync. And first how long
 * opening took.
 */
public final class LedgerBench {
  private static final int WARM_UP_SECONDS = 3;

  private LedgerBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    int seconds = Integer.parseInt(arguments[1]);
    int bytes = Integer.parseInt(arguments[2]);
    Leading leading = new Leading();
    long start = System.nanoTime();
    try (RaftLedger ledger =
        RaftLedger.open(LedgerConfig.standalone(directory), InstantSource.system(), leading)) {
      leading.await();
      System.out.printf(
          "java %s: leading %.0f ms after opening, %d ms after the start of the process%n",
          System.getProperty("java.version"),
          (System.nanoTime() - start) / 1e6,
          ManagementFactory.getRuntimeMXBean().getUptime());
      Command create =
          new Command.Create(0, "/bench", Data.EMPTY, Acl.OPEN, CreateMode.PERSISTENT, 0);
      ledger.submit(create, null);
      Command set = new Command.SetData(0, "/bench", Data.of(new byte[bytes]), -1);
      for (int i = 3; i < arguments.length; i++) {
        int outstanding = Integer.parseInt(arguments[i]);
        new LedgerLoad(ledger, set, outstanding).run(WARM_UP_SECONDS);
        System.out.println(measure(ledger, new LedgerLoad(ledger, set, outstanding), seconds));
      }
    }
  }

  private static String measure(RaftLedger ledger, LedgerLoad load, int seconds)
      throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long syncs = ledger.report().fsyncCount();
    load.run(seconds);
    cpu = system.getProcessCpuTime() - cpu;
    syncs = ledger.report().fsyncCount() - syncs;
    return String.format(
        "%5d outstanding: %8.0f /s  p50 %.3f ms  p99 %.3f ms  CPU %.1f us each  %.1f a sync",
        load.outstanding(),
        load.count() / (double) seconds,
        load.latencyMs(0.5),
        load.latencyMs(0.99),
        cpu / 1e3 / load.count(),
        load.count() / (double) syncs);
  }

  private static final class Leading implements LedgerListener {
    private final CountDownLatch latch = new CountDownLatch(1);

    void await() throws InterruptedException {
      latch.await();
    }

    @Override
    public void leading(long term) {
      latch.countDown();
    }

    @Override
    public void following(long term) {}

    @Override
    public void failed(String message, Throwable cause) {
      System.err.println(message);
      System.exit(1);
    }
  }
}
