package io.paddock.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers and constants belong to each other, and no other number has a constant. */
class CodesTest {
  private static final int FAR = 300;

  @Test
  void operations() {
    assertCodes(OpCode.values(), OpCode::code, OpCode::of);
    assertThat(OpCode.of(-10)).as("createSession is not for clients").isNull();
  }

  @Test
  void kinds_of_watchers() {
    assertCodes(WatcherType.values(), WatcherType::code, WatcherType::of);
    assertThat(WatcherType.of(3)).isEqualTo(WatcherType.ANY);
  }

  @Test
  void modes_of_add_watch() {
    assertCodes(AddWatchMode.values(), AddWatchMode::code, AddWatchMode::of);
    assertThat(AddWatchMode.of(1)).isEqualTo(AddWatchMode.PERSISTENT_RECURSIVE);
  }

  @Test
  void types_of_events() {
    assertCodes(EventType.values(), EventType::code, EventType::of);
    assertThat(EventType.of(4)).isEqualTo(EventType.NODE_CHILDREN_CHANGED);
  }

  @Test
  void modes_of_create() {
    assertCodes(CreateMode.values(), CreateMode::flags, CreateMode::of);
    assertThat(CreateMode.of(4)).isEqualTo(CreateMode.CONTAINER);
  }

  @Test
  void errors_of_which_an_unknown_one_is_a_system_error() {
    for (ErrorCode error : ErrorCode.values()) {
      assertThat(ErrorCode.of(error.code())).isEqualTo(error);
    }
    List<Integer> known =
        IntStream.range(-FAR, FAR)
            .filter(code -> ErrorCode.of(code) != ErrorCode.SYSTEM_ERROR)
            .boxed()
            .toList();
    assertThat(known).hasSize(ErrorCode.values().length - 1);
    assertThat(ErrorCode.of(Integer.MIN_VALUE)).isEqualTo(ErrorCode.SYSTEM_ERROR);
    assertThat(ErrorCode.of(Integer.MAX_VALUE)).isEqualTo(ErrorCode.SYSTEM_ERROR);
  }

  @Test
  void a_mode_knows_what_its_flags_mean() {
    assertThat(filter(CreateMode::isSequential))
        .containsExactly(
            CreateMode.PERSISTENT_SEQUENTIAL,
            CreateMode.EPHEMERAL_SEQUENTIAL,
            CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL);
    assertThat(filter(CreateMode::isEphemeral))
        .containsExactly(CreateMode.EPHEMERAL, CreateMode.EPHEMERAL_SEQUENTIAL);
    assertThat(filter(CreateMode::isTtl))
        .containsExactly(CreateMode.PERSISTENT_WITH_TTL, CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL);
  }

  private static List<CreateMode> filter(java.util.function.Predicate<CreateMode> what) {
    return java.util.Arrays.stream(CreateMode.values()).filter(what).toList();
  }

  private static <T> void assertCodes(T[] all, Function<T, Integer> code, IntFunction<T> of) {
    for (T each : all) {
      assertThat(of.apply(code.apply(each))).isEqualTo(each);
    }
    assertThat(IntStream.range(-FAR, FAR).filter(i -> of.apply(i) != null)).hasSize(all.length);
    assertThat(of.apply(Integer.MIN_VALUE)).isNull();
    assertThat(of.apply(Integer.MAX_VALUE)).isNull();
  }
}
