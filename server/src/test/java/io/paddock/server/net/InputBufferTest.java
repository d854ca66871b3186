package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputBufferTest {
  private final InputBuffer buffer = new InputBuffer();

  @Test
  void bytes_come_out_as_they_went_in_and_leave_no_memory_behind() {
    buffer.append(new byte[] {1, 2, 3, 4}, 1, 3);
    assertThat(buffer.copy()).containsExactly(2, 3, 4);

    buffer.skip(2);
    assertThat(buffer.copy()).containsExactly(4);

    buffer.skip(1);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.array()).isEmpty();
  }

  @Test
  void clearing_forgets_the_memory() {
    buffer.append(new byte[10_000], 0, 10_000);

    buffer.clear();

    assertThat(buffer.size()).isZero();
    assertThat(buffer.array()).isEmpty();
  }

  @Test
  void a_large_frame_that_comes_in_small_pieces_is_not_copied_for_each_of_them() {
    byte[] piece = new byte[1000];
    int copies = 0;
    byte[] before = buffer.array();
    for (int i = 0; i < 1000; i++) {
      buffer.append(piece, 0, piece.length);
      if (buffer.array() != before) {
        copies++;
        before = buffer.array();
      }
    }
    assertThat(copies).isLessThan(25);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_mix_of_appending_and_skipping_keeps_the_order(long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    int skipped = 0;
    for (int step = 0; step < 2000; step++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      buffer.append(bytes, 0, bytes.length);
      model.writeBytes(bytes);
      int skip = random.nextInt(buffer.size() + 1);
      buffer.skip(skip);
      skipped += skip;
      byte[] rest = Arrays.copyOfRange(model.toByteArray(), skipped, model.size());
      assertThat(buffer.copy()).as("seed %d, step %d", seed, step).isEqualTo(rest);
    }
  }
}
