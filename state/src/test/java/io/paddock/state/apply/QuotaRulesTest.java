package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.MARSHALLING_ERROR;
import static io.paddock.protocol.message.ErrorCode.QUOTA_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Stat;
import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.quota.QuotaNotice;
import org.junit.jupiter.api.Test;

/** Limits and usage of a subtree: spec/semantics.md, section 7. */
class QuotaRulesTest {
  private static final String LIMITS = "/zookeeper/quota/a/zookeeper_limits";
  private static final String USAGE = "/zookeeper/quota/a/zookeeper_stats";

  private final Play play = Play.withSession();

  @Test
  void the_usage_begins_with_what_is_there() {
    play.create("/a", "12345");
    play.create("/a/b", "123");

    limit("count=10,bytes=100");

    assertThat(play.data(USAGE)).isEqualTo("count=2,bytes=8");
  }

  @Test
  void every_change_below_is_counted_without_a_trace_in_the_stat() {
    play.create("/a", "12345");
    limit("count=10,bytes=100");
    Stat before = play.stat(USAGE);

    play.create("/a/b", "123");
    assertThat(play.data(USAGE)).isEqualTo("count=2,bytes=8");
    assertThat(play.changes()).extracting(Change::path).containsExactly("/a/b");
    play.set("/a/b", "1");
    assertThat(play.data(USAGE)).isEqualTo("count=2,bytes=6");
    play.delete("/a/b");
    assertThat(play.data(USAGE)).isEqualTo("count=1,bytes=5");
    play.create("/elsewhere", "12345");
    assertThat(play.data(USAGE)).isEqualTo("count=1,bytes=5");

    assertThat(play.stat(USAGE).version()).isEqualTo(before.version());
    assertThat(play.stat(USAGE).mzxid()).isEqualTo(before.mzxid());
    assertThat(play.stat(USAGE).mtime()).isEqualTo(before.mtime());
  }

  @Test
  void a_hard_limit_is_reached_and_not_passed_where_limits_are_enforced() {
    enforce();
    play.create("/a");
    limit("count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=3");
    play.create("/a/b", "1234567890");
    play.create("/a/c");
    State full = play.state;

    assertThat(play.create("/a/d")).isEqualTo(Play.refused(QUOTA_EXCEEDED));
    assertThat(play.set("/a/c", "1")).isEqualTo(Play.refused(QUOTA_EXCEEDED));
    assertThat(play.state).isSameAs(full);
    assertThat(play.set("/a/b", "x")).isInstanceOf(Outcome.Changed.class);
    assertThat(play.set("/a/c", "123456789")).isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void limits_that_are_not_enforced_only_make_a_notice() {
    play.create("/a");
    limit("count=1,bytes=2=;byteHardLimit=3;countHardLimit=-1");

    play.create("/a/b", "1234");

    assertThat(play.last.notices())
        .containsExactlyInAnyOrder(
            new QuotaNotice("/a", QuotaNotice.Kind.COUNT, 1, 2),
            new QuotaNotice("/a", QuotaNotice.Kind.BYTES, 3, 4));
  }

  @Test
  void a_soft_limit_refuses_nothing_even_where_limits_are_enforced() {
    enforce();
    play.create("/a");
    limit("count=1,bytes=1");

    assertThat(play.create("/a/b", "12")).isInstanceOf(Outcome.Created.class);
    assertThat(play.last.notices()).hasSize(2);
  }

  @Test
  void what_gets_smaller_makes_no_notice() {
    play.create("/a", "12345");
    limit("count=-1,bytes=1");

    play.set("/a", "123");

    assertThat(play.last.notices()).isEmpty();
  }

  @Test
  void limits_that_cannot_be_read_refuse_every_change_where_they_are_enforced() {
    enforce();
    play.create("/a");
    limit("as much as you like");

    assertThat(play.create("/a/b")).isEqualTo(Play.refused(MARSHALLING_ERROR));
    play.set(LIMITS, "count=many");
    assertThat(play.create("/a/b")).isEqualTo(Play.refused(MARSHALLING_ERROR));
    play.set(LIMITS, "");
    assertThat(play.create("/a/b")).isInstanceOf(Outcome.Created.class);
  }

  @Test
  void a_usage_that_somebody_has_spoilt_ends_the_accounting() {
    play.create("/a");
    limit("count=1,bytes=-1");
    play.set(USAGE, "nonsense");

    play.create("/a/b");

    assertThat(play.data(USAGE)).isEqualTo("nonsense");
    assertThat(play.last.notices()).isEmpty();
    enforce();
    assertThat(play.create("/a/c")).isEqualTo(Play.refused(MARSHALLING_ERROR));
  }

  @Test
  void without_a_usage_nothing_is_limited() {
    enforce();
    play.create("/a");
    limit("count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=1");
    play.delete(USAGE);

    assertThat(play.create("/a/b")).isInstanceOf(Outcome.Created.class);
  }

  @Test
  void a_quota_on_the_root_has_no_effect() {
    enforce();
    play.create("/zookeeper/quota/zookeeper_limits", "count=-1,bytes=-1=;countHardLimit=1");
    play.create("/zookeeper/quota/zookeeper_stats", "count=0,bytes=0");

    assertThat(play.create("/a")).isInstanceOf(Outcome.Created.class);
  }

  private void limit(String text) {
    play.create("/zookeeper/quota/a");
    play.create(LIMITS, text);
    play.create(USAGE, "count=0,bytes=0");
  }

  private void enforce() {
    play.rules = new Stamp.Rules(false, true, false, false);
  }
}
