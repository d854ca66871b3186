package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.state.quota.QuotaNotice;
import io.paddock.state.quota.QuotaNotice.Kind;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 7: a soft limit that is exceeded is a line in the log. */
class QuotaLogTest {
  private static final long S = 1_000_000_000;

  private final QuotaLog log = new QuotaLog();

  @Test
  void each_quota_is_named_once_a_minute() {
    assertThat(log.exceeded(notice("/a", Kind.COUNT), 0)).isTrue();
    assertThat(log.exceeded(notice("/a", Kind.COUNT), 59 * S)).isFalse();
    assertThat(log.exceeded(notice("/a", Kind.BYTES), 59 * S)).isTrue();
    assertThat(log.exceeded(notice("/b", Kind.COUNT), 59 * S)).isTrue();
    assertThat(log.exceeded(notice("/a", Kind.COUNT), 60 * S)).isTrue();
  }

  private static QuotaNotice notice(String path, Kind kind) {
    return new QuotaNotice(path, kind, 5, 6);
  }
}
