package io.paddock.state.quota;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.TreeWalk;
import io.paddock.state.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quota of a subtree (spec/semantics.md, section 7). It holds for as long as its limits znode
 * is there. Its usage znode is brought up to date with each change below, without a change of its
 * version or times.
 */
public final class Quota {
  private static final String LIMITS = "zookeeper_limits";
  private static final String USAGE = "zookeeper_stats";
  private static final TreePath TOP = TreePath.of(PathRules.QUOTA);

  private final String path;
  private final Znode limits;
  private final @Nullable Znode usage;

  private Quota(String path, Znode limits, @Nullable Znode usage) {
    this.path = path;
    this.limits = limits;
    this.usage = usage;
  }

  /**
   * The quota that counts for a znode: the deepest on its path. Null if there is none; one on the
   * root has no effect.
   */
  public static @Nullable Quota over(Tree tree, TreePath path) {
    Znode at = tree.find(TOP);
    Quota deepest = null;
    int end = 0; // index after the component that has been looked up
    while (at != null && !at.children().isEmpty() && end < path.size()) {
      int from = end + 1;
      end = path.slashFrom(from);
      at = at.child(path, from, end);
      Znode limits = at == null ? null : at.child(LIMITS);
      if (at != null && limits != null) {
        deepest = new Quota(path.upTo(end), limits, at.child(USAGE));
      }
    }
    return deepest;
  }

  /**
   * Whether a change would exceed a hard limit.
   *
   * @param count how many znodes more
   * @param bytes how many bytes of data more; negative if fewer
   * @return OK, QUOTA_EXCEEDED, or MARSHALLING_ERROR if the limits cannot be read
   */
  public ErrorCode check(long count, long bytes) {
    QuotaText limit = QuotaText.parse(limits.data());
    if (limit == null) {
      return ErrorCode.MARSHALLING_ERROR;
    }
    if (usage == null) {
      return ErrorCode.OK;
    }
    QuotaText used = QuotaText.parse(usage.data());
    if (used == null) {
      return ErrorCode.MARSHALLING_ERROR;
    }
    boolean exceeded =
        isExceeded(count, used.count(), limit.countHard())
            || isExceeded(bytes, used.bytes(), limit.bytesHard());
    return exceeded ? ErrorCode.QUOTA_EXCEEDED : ErrorCode.OK;
  }

  private static boolean isExceeded(long more, long used, long hardLimit) {
    return more != 0 && hardLimit > QuotaText.NONE && used + more > hardLimit;
  }

  /**
   * The tree with the usage brought up to date after a change.
   *
   * @param notices gets what is exceeded now
   */
  public Tree charge(Tree tree, long count, long bytes, List<QuotaNotice> notices) {
    Place place = tree.locate(TreePath.of(usagePath(path)));
    QuotaText used = place == null ? null : QuotaText.parse(place.znode().data());
    if (place == null || used == null) {
      return tree; // Whoever wrote nonsense into it, or took it away, has ended the accounting.
    }
    QuotaText now = QuotaText.usage(used.count() + count, used.bytes() + bytes);
    notice(now, count, bytes, notices);
    return tree.withData(place, now.usageData(), place.znode().nodeStat());
  }

  private void notice(QuotaText now, long count, long bytes, List<QuotaNotice> notices) {
    QuotaText limit = QuotaText.parse(limits.data());
    if (limit == null) {
      return;
    }
    // If there is a hard limit the soft one of the same kind does not count.
    long countMax = limit.countHard() > QuotaText.NONE ? limit.countHard() : limit.count();
    if (count > 0 && countMax > QuotaText.NONE && now.count() > countMax) {
      notices.add(new QuotaNotice(path, QuotaNotice.Kind.COUNT, countMax, now.count()));
    }
    long bytesMax = limit.bytesHard() > QuotaText.NONE ? limit.bytesHard() : limit.bytes();
    if (bytes > 0 && bytesMax > QuotaText.NONE && now.bytes() > bytesMax) {
      notices.add(new QuotaNotice(path, QuotaNotice.Kind.BYTES, bytesMax, now.bytes()));
    }
  }

  private static String usagePath(String path) {
    return PathRules.QUOTA + path + "/" + USAGE;
  }

  /** Whether a path is that of a usage znode. */
  public static boolean isUsage(String path) {
    return path.startsWith(PathRules.QUOTA + "/") && PathRules.name(path).equals(USAGE);
  }

  /** The tree with a usage znode, just created at this path, filled by counting what is there. */
  public static Tree fill(Tree tree, String usagePath) {
    Place place = tree.locate(TreePath.of(usagePath));
    if (place == null) {
      throw new IllegalStateException("no usage znode at " + usagePath);
    }
    String path = PathRules.parent(usagePath).substring(PathRules.QUOTA.length());
    Znode top = path.isEmpty() ? tree.root() : tree.find(path);
    return tree.withData(place, count(tree, top, path).usageData(), place.znode().nodeStat());
  }

  private static QuotaText count(Tree tree, @Nullable Znode top, String path) {
    long count = 0;
    long bytes = 0;
    if (top != null) {
      TreeWalk walk = tree.walk(top, path);
      while (walk.next()) {
        count++;
        bytes += walk.znode().dataLength();
      }
    }
    return QuotaText.usage(count, bytes);
  }
}
