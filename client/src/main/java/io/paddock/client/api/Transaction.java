package io.paddock.client.api;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are done all or not at all, in order. Immutable: each method gives a longer one.
 *
 * <pre>{@code
 * client.commit(Transaction.EMPTY.check("/lock", 3).set("/total", Data.of("7"), 12));
 * }</pre>
 *
 * @param steps with the paths of the client's tree
 */
public record Transaction(List<Request.Step> steps) {
  /** No step. */
  public static final Transaction EMPTY = new Transaction(List.of());

  public Transaction {
    steps = List.copyOf(steps);
  }

  /**
   * Adds a create. Parents are not made and the name is not marked: that takes more than one
   * request.
   */
  public Transaction create(String path, @Nullable Data data, CreateOptions options) {
    if (options.parents() || options.guarded() || options.kept()) {
      throw new IllegalArgumentException(
          "create "
              + path
              + ": a transaction makes no parents and no marks, and keeps nothing alive");
    }
    return and(step(path, data, options));
  }

  /** Adds a setData with this version, -1 for any. */
  public Transaction set(String path, @Nullable Data data, int version) {
    return and(new Request.SetData(path, data, version));
  }

  /** Adds a delete with this version, -1 for any. */
  public Transaction delete(String path, int version) {
    return and(new Request.Delete(path, version));
  }

  /** Adds that a znode exists with this version, -1 for any. */
  public Transaction check(String path, int version) {
    return and(new Request.Check(path, version));
  }

  /** Adds the steps of another one. */
  public Transaction and(Transaction other) {
    List<Request.Step> all = new ArrayList<>(steps);
    all.addAll(other.steps);
    return new Transaction(all);
  }

  private Transaction and(Request.Step step) {
    return and(new Transaction(List.of(step)));
  }

  private static Request.Create step(String path, @Nullable Data data, CreateOptions options) {
    CreateMode mode = options.mode();
    OpCode op =
        mode.isTtl()
            ? OpCode.CREATE_TTL
            : mode == CreateMode.CONTAINER ? OpCode.CREATE_CONTAINER : OpCode.CREATE2;
    List<Acl> acl = options.acl();
    return new Request.Create(op, path, data, acl, mode.flags(), options.ttlMs());
  }
}
