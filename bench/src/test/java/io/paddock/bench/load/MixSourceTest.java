package io.paddock.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.bench.load.MixSource.Share;
import io.paddock.bench.wire.KeySpace;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixSourceTest {
  private static final KeySpace KEYS = new KeySpace("/k", 10, 100, 0);
  private static final KeySpace CREATED = new KeySpace("/c", 10, 100, 0);

  private final ByteBuffer out = ByteBuffer.allocate(64 << 10);

  @Test
  void draws_follow_the_shares() {
    MixSource source = source("set=10,get=90", new Share(0, 1), 0);

    Map<OpKind, Integer> counts = new EnumMap<>(OpKind.class);
    for (int i = 0; i < 100_000; i++) {
      out.clear();
      counts.merge(source.append(out, i), 1, Integer::sum);
    }
    assertThat(counts.get(OpKind.SET)).isBetween(9_700, 10_300);
    assertThat(counts.get(OpKind.GET)).isBetween(89_700, 90_300);
  }

  @Test
  void every_znode_is_drawn() {
    MixSource source = source("get", new Share(0, 1), 0);

    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      paths.add(path(source));
    }
    assertThat(paths).hasSize(100).contains("/k/p00000/n0000000000", "/k/p00009/n0000000099");
  }

  @Test
  void connections_create_different_znodes() {
    MixSource first = source("create", new Share(0, 2), 0);
    MixSource second = source("create", new Share(1, 2), 0);

    assertThat(path(first)).isEqualTo("/c/p00000/c0000000000");
    assertThat(path(second)).isEqualTo("/c/p00001/c0000000001");
    assertThat(path(first)).isEqualTo("/c/p00002/c0000000002");
  }

  @Test
  void a_delete_takes_the_oldest_of_its_own_and_creates_when_there_is_none() {
    MixSource source = source("delete", new Share(0, 1), 1);

    assertThat(kindAndPath(source)).isEqualTo("DELETE /c/p00000/c0000000000");
    assertThat(kindAndPath(source)).isEqualTo("CREATE /c/p00001/c0000000001");
    assertThat(kindAndPath(source)).isEqualTo("DELETE /c/p00001/c0000000001");
  }

  @Test
  void an_ephemeral_is_deleted_as_soon_as_its_name_is_known() {
    MixSource source = source("ephemeral-seq", new Share(0, 1), 0);
    assertThat(kindAndPath(source)).startsWith("EPHEMERAL_SEQ /c/p").endsWith("/e");

    source.onReply(OpKind.EPHEMERAL_SEQ, 0, reply("/c/p00003/e0000000042"), 0);

    assertThat(kindAndPath(source)).isEqualTo("DELETE /c/p00003/e0000000042");
    assertThat(kindAndPath(source)).startsWith("EPHEMERAL_SEQ");
  }

  @Test
  void an_ephemeral_that_was_refused_is_not_deleted() {
    MixSource source = source("ephemeral-seq", new Share(0, 1), 0);

    source.onReply(OpKind.EPHEMERAL_SEQ, -101, ByteBuffer.allocate(0), 0);

    assertThat(kindAndPath(source)).startsWith("EPHEMERAL_SEQ");
  }

  private static MixSource source(String mix, Share share, long created) {
    return new MixSource(MixFrames.of(KEYS, CREATED, 3), OpMix.parse(mix), share, 4, created);
  }

  private static ByteBuffer reply(String path) {
    ByteBuffer body = ByteBuffer.allocate(Integer.BYTES + path.length());
    return body.putInt(path.length()).put(path.getBytes(US_ASCII));
  }

  private String path(MixSource source) {
    String kindAndPath = kindAndPath(source);
    return kindAndPath.substring(kindAndPath.indexOf(' ') + 1);
  }

  private String kindAndPath(MixSource source) {
    out.clear();
    OpKind kind = source.append(out, 1);
    byte[] path = new byte[out.getInt(12)];
    out.get(16, path);
    return kind + " " + new String(path, US_ASCII);
  }
}
