package io.paddock.bench.state;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.state.apply.Applied;
import io.paddock.state.apply.Applier;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Commands applied by one thread to a tree of a million znodes, the digest kept up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xms4g", "-Xmx4g"})
public class ApplyBenchmark {
  private static final int DATAS = 1_024;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Data[] datas = new Data[DATAS];
  private final String[] parents = new String[LargeTree.PARENTS];
  private final String[] names = new String[LargeTree.CHILDREN];
  private io.paddock.state.apply.State state = LargeTree.grown();
  private long timeMs = 1_800_000_000_000L;

  /** Fills the tree. */
  public ApplyBenchmark() {
    for (int i = 0; i < DATAS; i++) {
      byte[] data = new byte[LargeTree.DATA_BYTES];
      data[0] = (byte) i;
      datas[i] = Data.of(data);
    }
    for (int i = 0; i < LargeTree.PARENTS; i++) {
      parents[i] = LargeTree.parent(i) + "/";
    }
    for (int i = 0; i < LargeTree.CHILDREN; i++) {
      names[i] = LargeTree.child(0, i).substring(LargeTree.parent(0).length() + 1);
    }
  }

  private Outcome apply(Command command) {
    Applied applied = Applier.apply(state, command, new Stamp(timeMs++, 1, LargeTree.RULES));
    state = applied.state();
    return applied.outcome();
  }

  private String path() {
    return parents[random.nextInt(LargeTree.PARENTS)] + names[random.nextInt(LargeTree.CHILDREN)];
  }

  /** Data of a random znode replaced. */
  @Benchmark
  public Outcome setData() {
    Data data = datas[random.nextInt(DATAS)];
    return apply(new Command.SetData(LargeTree.SESSION, path(), data, -1));
  }

  /** An ephemeral with a sequence number created under a random parent, and deleted. Counts 1. */
  @Benchmark
  public Outcome createAndDelete() {
    String path = parents[random.nextInt(LargeTree.PARENTS)] + "lock-";
    Outcome outcome =
        apply(
            new Command.Create(
                LargeTree.SESSION,
                path,
                Data.EMPTY,
                LargeTree.OPEN,
                CreateMode.EPHEMERAL_SEQUENTIAL,
                0));
    String actual = ((Outcome.Created) outcome).path();
    return apply(new Command.Delete(LargeTree.SESSION, actual, -1));
  }

  /** A random znode found by its path. */
  @Benchmark
  public @Nullable Object find() {
    return state.find(path());
  }

  /** A random znode found by its path, its data and Stat taken. */
  @Benchmark
  public Object getData() {
    io.paddock.state.tree.Znode znode = state.find(path());
    return znode == null ? 0 : new Object[] {znode.data(), znode.stat()};
  }
}
