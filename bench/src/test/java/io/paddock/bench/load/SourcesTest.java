package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.bench.load.RangeSource.Range;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.RequestFrames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final RequestFrames FRAMES = new RequestFrames(new KeySpace("/r", 4, 100, 0));

  private final ByteBuffer out = ByteBuffer.allocate(1_024);

  @Test
  void connections_share_a_range_without_gap_or_overlap() {
    List<String> paths = new ArrayList<>();
    for (int first = 0; first < 3; first++) {
      paths.addAll(all(new RangeSource(OpKind.GET, FRAMES.getData(false), range(first, 4))));
    }

    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/r/p00000/n0000000000",
            "/r/p00001/n0000000001",
            "/r/p00002/n0000000002",
            "/r/p00003/n0000000003",
            "/r/p00000/n0000000004");
  }

  @Test
  void a_range_of_parents_names_parents() {
    List<String> paths = all(new RangeSource(OpKind.CREATE, FRAMES.createParent(), range(1, 0)));

    assertThat(paths).containsExactly("/r/p00001", "/r/p00004");
  }

  @Test
  void a_limited_source_ends_at_its_limit() {
    RangeSource endless = new RangeSource(OpKind.SYNC, FRAMES.sync(), new Range(0, 99, 1, 0));

    assertThat(all(new LimitedSource(endless, 2))).hasSize(2);
  }

  @Test
  void one_shots_are_sent_once_in_order() {
    List<String> paths =
        all(
            new OneShotSource(
                OpKind.CREATE, List.of(FRAMES.createPath("/r"), FRAMES.createPath("/r/s"))));

    assertThat(paths).containsExactly("/r", "/r/s");
  }

  @Test
  void ephemerals_leave_the_queue_in_the_order_they_came() {
    EphemeralQueue queue = new EphemeralQueue(2);
    queue.add(1, 10);
    queue.add(2, 20);
    queue.remove();
    queue.add(3, 30);

    assertThat(queue.parent()).isEqualTo(2);
    assertThat(queue.name()).isEqualTo(20);
    queue.remove();
    assertThat(queue.name()).isEqualTo(30);
    assertThat(queue.size()).isEqualTo(1);
  }

  private static Range range(int first, int parents) {
    return new Range(first, 5, 3, parents);
  }

  private List<String> all(RequestSource source) {
    List<String> paths = new ArrayList<>();
    out.clear();
    while (source.append(out, 1) != null) {
      byte[] path = new byte[out.getInt(12)];
      out.get(16, path);
      paths.add(new String(path, java.nio.charset.StandardCharsets.US_ASCII));
      out.clear();
    }
    return paths;
  }
}
