package io.paddock.replication.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SyncMeterTest {
  private static final Path FILE = Path.of("log.1");
  private static final long MS = 1_000_000;

  private final SyncMeter meter = new SyncMeter();

  @Test
  void a_sync_is_slow_above_the_threshold_and_not_at_it() {
    meter.warnAboveMs(20);

    meter.took(FILE, 20 * MS);
    meter.took(FILE, 20 * MS + 1);
    meter.took(FILE, 30 * MS);

    assertThat(meter.count()).isEqualTo(3);
    assertThat(meter.slowCount()).isEqualTo(2);
    assertThat(meter.maxNanos()).isEqualTo(30 * MS);
    assertThat(meter.totalNanos()).isEqualTo(70 * MS + 1);
  }

  @Test
  void without_a_threshold_none_is_slow() {
    meter.took(FILE, 3_600_000 * MS);

    assertThat(meter.slowCount()).isZero();
  }
}
