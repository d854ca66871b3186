package io.paddock.state.command;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.EventType;
import java.util.List;

/**
 * One change of the tree that watchers may be told of. The parent's NODE_CHILDREN_CHANGED is not a
 * change of its own: it follows from a creation or a deletion.
 *
 * @param type NODE_CREATED, NODE_DELETED or NODE_DATA_CHANGED
 * @param path the znode
 * @param acl the znode's ACL as of the change: who may read it may hear of it (spec/semantics.md,
 *     section 8.3)
 * @param parentAcl the parent's ACL as of the change, for NODE_CHILDREN_CHANGED; empty for a change
 *     of data
 */
public record Change(EventType type, String path, List<Acl> acl, List<Acl> parentAcl) {}
