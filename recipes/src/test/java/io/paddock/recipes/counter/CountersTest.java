package io.paddock.recipes.counter;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class CountersTest {
  private static final String PATH = "/a/count";

  private final Stage stage;
  private final Client client;

  protected CountersTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void no_count_is_lost_when_many_count_at_once() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Counter counter = Counter.at(i < 3 ? client : stage.connect(), PATH);
      all.add(
          stage.aside(
              () -> {
                int right = 0;
                for (int n = 0; n < 30; n++) {
                  Change<Long> change = counter.add(2);
                  right += change.after() == change.before() + 2 ? 1 : 0;
                }
                return right;
              }));
    }
    assertThat(all).allMatch(each -> get(each) == 30);
    assertThat(Counter.at(client, PATH).value()).isEqualTo(360);
    assertThat(client.get(PATH).text()).isEqualTo("360");
  }

  @Test
  void a_lost_connection_never_counts_twice_and_never_in_secret() {
    Stage.Actor actor = stage.actor(Duration.ofSeconds(6));
    Counter counter = Counter.at(actor.client(), PATH);
    CompletableFuture<int[]> counting =
        stage.aside(
            () -> {
              int sure = 0;
              int unsure = 0;
              for (int n = 0; n < 150; n++) {
                try {
                  counter.add(1);
                  sure++;
                } catch (ConnectionLossException e) {
                  unsure++;
                }
              }
              return new int[] {sure, unsure};
            });
    Random random = new Random(3);
    for (int cut = 0; cut < 30 && !counting.isDone(); cut++) {
      actor.link().resetAll();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5 + random.nextInt(30)));
    }
    int[] counted = get(counting);

    assertThat(counted[0] + counted[1]).isEqualTo(150);
    assertThat(Counter.at(client, PATH).value()).isBetween((long) counted[0], 150L);
  }

  @Test
  void each_format_reads_what_it_writes() {
    AtomicNode<Long> longs = AtomicNode.ofLong(client, "/long");
    assertThat(longs.get()).isZero();
    assertThat(longs.update(n -> n - 5)).isEqualTo(new Change<>(0L, -5L));
    assertThat(client.get("/long").data())
        .isEqualTo(Data.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -5}));
    AtomicNode<Integer> ints = AtomicNode.ofInt(client, "/int");
    assertThat(ints.set(258).after()).isEqualTo(258);
    assertThat(client.get("/int").data()).isEqualTo(Data.of(new byte[] {0, 0, 1, 2}));
    AtomicNode<Double> doubles = AtomicNode.ofDouble(client, "/double");
    for (Double value : List.of(0.5, 1e300, Double.NaN, Double.NEGATIVE_INFINITY)) {
      doubles.set(value);
      assertThat(doubles.get()).isEqualTo(value);
    }
    assertThat(client.get("/double").text()).isEqualTo("-inf");
    client.set("/double", Data.of("1e+16"));
    assertThat(doubles.get()).isEqualTo(1e16);
    AtomicNode<Data> bytes = AtomicNode.ofBytes(client, "/bytes");
    bytes.set(Data.of("x"));
    assertThat(bytes.get()).isEqualTo(Data.of("x"));
  }

  @Test
  void what_is_no_number_is_told_with_its_path() {
    client.create("/odd", Data.of("seven"));

    assertThatThrownBy(() -> Counter.at(client, "/odd").value())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/odd");
    assertThatThrownBy(() -> AtomicNode.ofLong(client, "/odd").get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("5 bytes");
    AtomicNode.at(client, "/full", ValueFormat.TEXT_LONG).set(Long.MAX_VALUE);
    assertThatThrownBy(() -> Counter.at(client, "/full").add(1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_value_is_replaced_only_where_it_is_the_expected_one() {
    AtomicNode<Integer> node = AtomicNode.ofInt(client, PATH);
    assertThat(node.initialize(7)).isTrue();
    assertThat(node.initialize(8)).isFalse();
    assertThat(node.compareAndSet(8, 9)).isFalse();
    assertThat(node.compareAndSet(7, 9)).isTrue();
    assertThat(node.get()).isEqualTo(9);
  }

  @Test
  void a_shared_value_is_followed_everywhere() {
    SharedValue<Integer> here = SharedValue.count(client, PATH, 5);
    SharedValue<Integer> there = SharedValue.count(stage.connect(), PATH, 6);
    List<Integer> heard = new CopyOnWriteArrayList<>();
    there.addListener(value -> heard.add(value.value()));
    Versioned<Integer> first = here.get();
    assertThat(first.value()).isEqualTo(5);
    assertThat(there.get().value()).isEqualTo(5);

    assertThat(here.trySet(first, 8)).isTrue();
    assertThat(here.get().value()).isEqualTo(8);
    eventually(() -> there.get().value() == 8);
    assertThat(here.trySet(first, 9)).isFalse();
    there.set(10);
    eventually(() -> here.get().value() == 10);
    eventually(() -> heard.size() == 2);
    assertThat(heard).containsExactly(8, 10);
    here.close();
    there.close();
    eventually(() -> stage.watches() == 0);
  }
}
