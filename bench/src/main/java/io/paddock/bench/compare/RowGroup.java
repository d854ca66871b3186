package io.paddock.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Rows that are measured one after the other on one start of the servers with empty trees. */
interface RowGroup {
  /** All rows, in the order in which they are measured. */
  List<Row> rows();

  /**
   * Measures the chosen rows.
   *
   * @param servers started, their trees empty
   * @param chosen ids of rows, some of them perhaps of other groups
   */
  void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException;
}
