package io.paddock.protocol.message;

/**
 * What the protocol tells about a znode besides its data; field by field as on the wire
 * (spec/wire.md, section 6).
 *
 * @param czxid zxid of the creation
 * @param mzxid zxid of the last change of data
 * @param ctime creation, ms since the Unix epoch
 * @param mtime last change of data, ms since the Unix epoch
 * @param version number of changes of data, wraps
 * @param cversion number of changes of the children (creations and deletions)
 * @param aversion number of changes of the ACL
 * @param ephemeralOwner the owning session of an ephemeral, else 0, also for container and TTL
 *     nodes
 * @param dataLength bytes of data, 0 for null data
 * @param numChildren number of direct children
 * @param pzxid zxid of the last creation or deletion of a child, or of the node's own creation
 */
public record Stat(
    long czxid,
    long mzxid,
    long ctime,
    long mtime,
    int version,
    int cversion,
    int aversion,
    long ephemeralOwner,
    int dataLength,
    int numChildren,
    long pzxid) {}
