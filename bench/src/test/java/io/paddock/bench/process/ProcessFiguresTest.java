package io.paddock.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

  @Test
  void cpu_is_the_sum_of_user_and_system_ticks_even_behind_an_odd_name() {
    String stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 7 8 20 0 30 0 99";

    assertThat(ProcessFigures.cpuMillis(stat)).isEqualTo(3_000);
  }

  @Test
  void resident_size_is_read_from_its_line() {
    String status = "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\nThreads:\t9\n";

    assertThat(ProcessFigures.residentBytes(status)).isEqualTo(1 << 20);
    assertThat(ProcessFigures.residentBytes("Name:\tended\n")).isZero();
  }

  @Test
  void this_process_uses_memory() {
    assertThat(ProcessFigures.ofSelf().residentBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void a_process_that_is_not_there_is_named() {
    assertThatThrownBy(() -> ProcessFigures.of(List.of(999_999_999L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no process 999999999");
  }

  @Test
  void the_live_heap_is_the_total_of_a_class_histogram() throws IOException {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          4000         250000  [B (java.base@17)
        Total         12000         987654
        """;

    assertThat(JavaHeap.total(histogram)).isEqualTo(987_654);
  }

  @Test
  void what_is_no_histogram_is_shown() {
    assertThatThrownBy(() -> JavaHeap.total("Unable to attach"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unable to attach");
  }

  @Test
  void the_heap_of_a_running_jvm_is_measured() throws Exception {
    long pid = ProcessHandle.current().pid();

    assertThat(JavaHeap.liveBytes(List.of(pid))).isGreaterThan(100_000);
  }
}
