package io.paddock.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one step of a multi or a multiRead (spec/wire.md, sections 7.2 and 7.3). */
public sealed interface StepResult {
  /** A create has made this path. */
  record Created(String path) implements StepResult {}

  /** A create2, createContainer or createTTL has made this path, with this Stat right after it. */
  record CreatedStat(String path, Stat stat) implements StepResult {}

  /** A delete is done. */
  record Deleted() implements StepResult {
    /** The only one needed. */
    public static final Deleted DELETED = new Deleted();
  }

  /** A setData is done, with this Stat right after it. */
  record DataSet(Stat stat) implements StepResult {}

  /** A check holds. */
  record Checked() implements StepResult {
    /** The only one needed. */
    public static final Checked CHECKED = new Checked();
  }

  /** The names of the children, in no particular order: getChildren. */
  record Children(List<String> names) implements StepResult {
    public Children {
      names = List.copyOf(names);
    }
  }

  /** Data and Stat: getData. */
  record DataRead(@Nullable Data data, Stat stat) implements StepResult {}

  /**
   * The step failed, or in a multi another one did: then this is 0 for a step before that and -2
   * for one after.
   *
   * @param err a number of {@link ErrorCode}, or from a foreign server one that is not known
   */
  record Failed(int err) implements StepResult {
    /** A failure with one of the known codes. */
    public static Failed of(ErrorCode error) {
      return new Failed(error.code());
    }
  }
}
