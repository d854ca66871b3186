package io.paddock.discovery.treetext;

import io.paddock.protocol.message.Acl;
import java.util.List;

/**
 * How a tree is imported.
 *
 * @param trim what becomes of what is not in the text
 * @param acl of new nodes
 * @param sharing whether nodes that are there get this ACL too
 * @param frameBytesMax how long one request may be, bytes: the server's {@code jute.maxbuffer}
 */
public record ImportOptions(Trim trim, List<Acl> acl, boolean sharing, int frameBytesMax) {
  private static final int FRAME_BYTES = 0xfffff;
  private static final int FRAME_BYTES_MIN = 1024;

  /** Deletes nothing and tells what is left; new nodes are open to everybody. */
  public static final ImportOptions USUAL =
      new ImportOptions(Trim.TELL, Acl.OPEN, false, FRAME_BYTES);

  public ImportOptions {
    acl = List.copyOf(acl);
    if (frameBytesMax < FRAME_BYTES_MIN) {
      throw new IllegalArgumentException("frames of " + frameBytesMax + " bytes");
    }
  }

  /** The same with this. */
  public ImportOptions trim(Trim trim) {
    return new ImportOptions(trim, acl, sharing, frameBytesMax);
  }

  /** The same with this ACL, for new nodes and for those that are there. */
  public ImportOptions acl(List<Acl> acl) {
    return new ImportOptions(trim, acl, true, frameBytesMax);
  }

  /** The same with this limit. */
  public ImportOptions frameBytesMax(int bytes) {
    return new ImportOptions(trim, acl, sharing, bytes);
  }
}
