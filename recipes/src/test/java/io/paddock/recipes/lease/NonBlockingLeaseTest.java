package io.paddock.recipes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class NonBlockingLeaseTest {
  private static final String PATH = "/lease";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Stage stage;
  private final Client client;

  protected NonBlockingLeaseTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Optional<NonBlockingLease> obtain(String who, Instant now) {
    return NonBlockingLease.obtain(client, PATH, HOUR, who, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void one_has_it_until_its_end_and_may_have_it_longer() {
    assertThat(obtain("a\"é", NOON)).contains(new NonBlockingLease("a\"é", NOON.plus(HOUR)));
    assertThat(client.get(PATH + "/lease_holder").text())
        .isEqualTo(
            "{\"version\": 1, \"holder\": \"a\\\"\\u00e9\", \"end\": \"2026-03-01T13:00:00\"}");
    assertThat(obtain("b", NOON.plus(HOUR).minusSeconds(1))).isEmpty();
    assertThat(obtain("a\"é", NOON.plusSeconds(60))).isPresent();
    assertThat(obtain("b", NOON.plus(HOUR))).isEmpty();

    assertThat(obtain("b", NOON.plus(HOUR).plusSeconds(60))).isPresent();
  }

  @Test
  void one_of_another_version_or_that_cannot_be_read_is_left_alone() {
    client.ensurePath(PATH);
    for (String odd :
        new String[] {
          "",
          "{\"version\": 2, \"holder\": \"a\", \"end\": \"2000-01-01T00:00:00\"}",
          "{\"version\": 1, \"holder\": \"a\", \"end\": \"soon\"}"
        }) {
      client.createOrSet(PATH + "/lease_holder", Data.of(odd));
      assertThat(obtain("a", NOON)).isEmpty();
    }
  }

  @Test
  void of_several_leases_each_has_one() {
    for (String who : new String[] {"a", "b", "a"}) {
      assertThat(NonBlockingLease.obtainOneOf(2, client, PATH, HOUR, who)).isPresent();
    }
    assertThat(NonBlockingLease.obtainOneOf(2, client, PATH, HOUR, "c")).isEmpty();
    assertThat(client.children(PATH)).containsExactlyInAnyOrder("0", "1");
  }
}
