package io.paddock.replication.engine;

import io.paddock.replication.ledger.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds members whose states have become different, which must never happen: bad memory, a disk
 * that lies, a bug. Every member notes the digest of its state at each zxid that is a multiple of
 * {@link #EVERY}, tells the others twice a second, and compares. Whoever differs from a majority of
 * the voters stops.
 *
 * <p>Noting costs the applier a comparison for each change; all else is done twice a second, and
 * when the others tell.
 *
 * <pre>
 * what is told   byte version, then for each mark: long zxid, long digest
 * </pre>
 *
 * <p>Thread: any; one lock, held briefly.
 */
final class DigestMarks {
  /** At every so many zxids; a power of two. */
  static final int EVERY = 128;

  /** The bits of a zxid that are zero at a mark. */
  static final int BETWEEN = EVERY - 1;

  /** Marks that are kept; of more than that the oldest are forgotten. */
  static final int KEPT_MAX = 1024;

  /** Goes up whenever the same state has another digest. */
  private static final byte VERSION = 1;

  private static final int MARK_BYTES = 2 * Long.BYTES;
  private static final Logger LOG = LoggerFactory.getLogger(DigestMarks.class);

  private final int self;
  private final Supplier<List<Member>> members;
  private final Consumer<String> diverged;
  private final TreeMap<Long, Map<Integer, Long>> marks = new TreeMap<>(); // guarded by this
  private final Set<Long> complained = new TreeSet<>(); // guarded by this
  private long told; // guarded by this
  private boolean stopped; // guarded by this

  /**
   * No marks yet.
   *
   * @param members who is in force
   * @param diverged called once, with a message, when this member must stop
   */
  DigestMarks(int self, Supplier<List<Member>> members, Consumer<String> diverged) {
    this.self = self;
    this.members = members;
    this.diverged = diverged;
  }

  /** This member's state at a zxid. The applier's thread. */
  void own(long zxid, long digest) {
    mark(self, zxid, digest);
  }

  /** What another member has told. */
  void heard(int member, ByteBuffer content) {
    if (content.get() != VERSION) {
      return;
    }
    while (content.remaining() >= MARK_BYTES) {
      mark(member, content.getLong(), content.getLong());
    }
  }

  private void mark(int member, long zxid, long digest) {
    String message;
    synchronized (this) {
      marks.computeIfAbsent(zxid, each -> new HashMap<>()).put(member, digest);
      if (marks.size() > KEPT_MAX) {
        marks.pollFirstEntry();
      }
      message = stopped ? null : judge(zxid);
      stopped |= message != null;
    }
    if (message != null) {
      diverged.accept(message);
    }
  }

  /** What the others have not been told yet, or null. */
  synchronized @Nullable ByteBuffer news() {
    ByteBuffer news = since(told);
    if (!marks.isEmpty()) {
      told = Math.max(told, marks.lastKey());
    }
    return news;
  }

  /** All there is, or null; for a member that has just connected. */
  synchronized @Nullable ByteBuffer all() {
    return since(Long.MIN_VALUE);
  }

  private @Nullable ByteBuffer since(long zxid) {
    List<Long> found = new ArrayList<>();
    marks
        .tailMap(zxid, false)
        .forEach(
            (each, digests) -> {
              Long mine = digests.get(self);
              if (mine != null) {
                found.add(each);
                found.add(mine);
              }
            });
    if (found.isEmpty()) {
      return null;
    }
    ByteBuffer out = ByteBuffer.allocate(1 + found.size() * Long.BYTES).put(VERSION);
    found.forEach(out::putLong);
    return out.flip();
  }

  /** Why this member must stop, or null. */
  private @Nullable String judge(long zxid) {
    Map<Integer, Long> digests = marks.get(zxid);
    Long mine = digests == null ? null : digests.get(self);
    if (digests == null || mine == null || digests.values().stream().allMatch(mine::equals)) {
      return null;
    }
    List<Integer> voters = members.get().stream().filter(Member::votes).map(Member::id).toList();
    Map<Long, Set<Integer>> sides = new TreeMap<>();
    digests.forEach(
        (member, digest) -> {
          if (voters.contains(member)) {
            sides.computeIfAbsent(digest, each -> new TreeSet<>()).add(member);
          }
        });
    for (Map.Entry<Long, Set<Integer>> side : sides.entrySet()) {
      boolean most = side.getValue().size() > voters.size() / 2;
      if (most && !mine.equals(side.getKey())) {
        return String.format(
            "at zxid 0x%x the state of this server differs from that of servers %s (digest %016x"
                + " here, %016x there). It must not go on. Keep its data directory for whoever"
                + " looks into this, and start it with an empty one that holds myid only: it gets"
                + " everything from the others",
            zxid, side.getValue(), mine, side.getKey());
      }
    }
    complain(zxid, digests);
    return null;
  }

  private void complain(long zxid, Map<Integer, Long> digests) {
    if (complained.size() < KEPT_MAX && complained.add(zxid)) {
      Map<Integer, String> shown = new TreeMap<>();
      digests.forEach((member, digest) -> shown.put(member, String.format("%016x", digest)));
      LOG.error(
          "At zxid 0x{} the states of members differ; whoever differs from a majority stops."
              + " Digests by server: {}",
          Long.toHexString(zxid),
          shown);
    }
  }
}
