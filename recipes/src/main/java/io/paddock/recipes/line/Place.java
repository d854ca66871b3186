package io.paddock.recipes.line;

/**
 * A place in a line.
 *
 * @param path of its znode
 * @param czxid when the znode was made: of two places of one line the later one has the greater
 *     czxid, and it is first later
 * @param session whose it is
 */
public record Place(String path, long czxid, long session) {
  /** The name of its znode. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
