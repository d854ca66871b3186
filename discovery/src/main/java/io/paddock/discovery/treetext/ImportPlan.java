package io.paddock.discovery.treetext;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import is going to do: first it makes what is missing, parents before children, then it
 * changes properties, then it deletes, children before parents.
 *
 * @param steps in the order in which they are done
 * @param notes what is left as it is and perhaps should not be, such as {@code extra path not
 *     trimmed: /a}
 */
public record ImportPlan(List<Step> steps, List<String> notes) {
  public ImportPlan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** All of it in words. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    steps.forEach(each -> lines.addAll(each.lines()));
    lines.addAll(notes);
    return lines;
  }
}
