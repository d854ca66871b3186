package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.core.BallotBox;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.LogEntry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands a batch to the engine on the calling thread.
 *
 * <p>The engine's own way in, {@code Node.apply}, puts each task into a queue, and a thread of its
 * own gathers what is there. Our batches are gathered already, so that thread only costs: one
 * wake-up a write, some 10 µs of a lone writer's latency (docs/adr/0001-consensus-engine.md). What
 * it calls is a private method; the engine's version is pinned and bundled, and a test says so if
 * another one lacks it.
 *
 * <p>It also tells what the engine keeps to itself: its term, and how far its log is committed.
 *
 * <p>Thread: {@link #send} one at a time; the rest any. The engine guards itself with a lock that
 * is held briefly.
 */
final class DirectApply {
  private final NodeImpl node;
  private final MethodHandle apply;
  private final MethodHandle newTask;
  private final MethodHandle setEntry;
  private final MethodHandle setDone;
  private final MethodHandle setTerm;
  private final MethodHandle currentTerm;
  private final MethodHandle ballots;

  DirectApply(Node node) {
    this.node = (NodeImpl) node;
    try {
      Class<?> task = taskClass();
      MethodHandles.Lookup inTask = MethodHandles.privateLookupIn(task, MethodHandles.lookup());
      apply =
          MethodHandles.privateLookupIn(NodeImpl.class, MethodHandles.lookup())
              .findVirtual(
                  NodeImpl.class,
                  "executeApplyingTasks",
                  MethodType.methodType(void.class, List.class));
      newTask =
          inTask
              .findConstructor(task, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      setEntry = setter(inTask, task, "entry", LogEntry.class);
      setDone = setter(inTask, task, "done", Closure.class);
      setTerm = setter(inTask, task, "expectedTerm", long.class);
      currentTerm =
          MethodHandles.privateLookupIn(NodeImpl.class, MethodHandles.lookup())
              .findVirtual(NodeImpl.class, "getCurrentTerm", MethodType.methodType(long.class));
      ballots =
          MethodHandles.privateLookupIn(NodeImpl.class, MethodHandles.lookup())
              .findGetter(NodeImpl.class, "ballotBox", BallotBox.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of the engine has another inside", e);
    }
  }

  private static Class<?> taskClass() throws ClassNotFoundException {
    for (Class<?> each : NodeImpl.class.getDeclaredClasses()) {
      if (each.getSimpleName().equals("LogEntryAndClosure")) {
        return each;
      }
    }
    throw new ClassNotFoundException("LogEntryAndClosure");
  }

  private static MethodHandle setter(
      MethodHandles.Lookup lookup, Class<?> task, String name, Class<?> type)
      throws ReflectiveOperationException {
    return lookup
        .findSetter(task, name, type)
        .asType(MethodType.methodType(void.class, Object.class, type));
  }

  /** The newest term the engine has heard of. */
  long term() {
    try {
      return (long) currentTerm.invokeExact(node);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the engine does not tell its term", e);
    }
  }

  /** The index up to which the log is committed, as far as this server knows. */
  long committedIndex() {
    try {
      return ((BallotBox) ballots.invokeExact(node)).getLastCommittedIndex();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the engine does not tell what is committed", e);
    }
  }

  /** Whether this server leads in this term still. If so it has since the term began. */
  boolean leadsIn(long term) {
    return node.isLeader() && term() == term;
  }

  /**
   * Returns when the batch has its place in the log; it is neither durable nor committed then.
   *
   * @param done hears if the engine does not take it
   * @param term the engine takes it only if this server leads in this term
   */
  void send(Closure done, ByteBuffer bytes, long term) {
    EnginePool.handOver(() -> append(done, bytes, term));
  }

  private void append(Closure done, ByteBuffer bytes, long term) {
    LogEntry entry = new LogEntry();
    entry.setData(bytes);
    // The engine keeps neither the list nor the task.
    List<Object> tasks = new ArrayList<>(1);
    try {
      Object task = (Object) newTask.invokeExact();
      setEntry.invokeExact(task, entry);
      setDone.invokeExact(task, done);
      setTerm.invokeExact(task, term);
      tasks.add(task);
      apply.invokeExact(node, tasks);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the engine did not take a batch", e);
    }
  }
}
