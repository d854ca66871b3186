package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import io.paddock.replication.disk.SnapshotStore;
import java.util.List;

/**
 * Who belongs to the group ↔ text, for the head of a snapshot: one line each for voters, old
 * voters, learners and old learners, names apart by commas. The old ones are there only while
 * membership is changing.
 */
final class Members {
  private static final int LINES = 4;

  private Members() {}

  static String encode(SnapshotMeta meta) {
    return String.join(
        "\n",
        String.join(",", meta.getPeersList()),
        String.join(",", meta.getOldPeersList()),
        String.join(",", meta.getLearnersList()),
        String.join(",", meta.getOldLearnersList()));
  }

  static SnapshotMeta decode(SnapshotStore.Meta meta) {
    String[] lines = meta.members().split("\n", -1);
    if (lines.length != LINES) {
      throw new IllegalArgumentException(
          "a snapshot names its members on " + lines.length + " lines");
    }
    return SnapshotMeta.newBuilder()
        .setLastIncludedIndex(meta.index())
        .setLastIncludedTerm(meta.term())
        .addAllPeers(names(lines[0]))
        .addAllOldPeers(names(lines[1]))
        .addAllLearners(names(lines[2]))
        .addAllOldLearners(names(lines[3]))
        .build();
  }

  private static List<String> names(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(",", -1));
  }
}
