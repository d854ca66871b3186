package io.paddock.state.model;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A znode of the model: every figure in a field of its own. */
final class PlainNode {
  @Nullable Data data;
  List<Acl> acl = List.of();
  long czxid;
  long mzxid;
  long pzxid;
  long ctime;
  long mtime;
  int version;
  int creates;
  int aversion;
  long session; // of an ephemeral, else 0
  boolean container;
  long ttlMs;

  PlainNode copy() {
    PlainNode copy = new PlainNode();
    copy.data = data;
    copy.acl = acl;
    copy.czxid = czxid;
    copy.mzxid = mzxid;
    copy.pzxid = pzxid;
    copy.ctime = ctime;
    copy.mtime = mtime;
    copy.version = version;
    copy.creates = creates;
    copy.aversion = aversion;
    copy.session = session;
    copy.container = container;
    copy.ttlMs = ttlMs;
    return copy;
  }

  int size() {
    return data == null ? 0 : data.size();
  }

  Stat stat(int children) {
    return new Stat(
        czxid,
        mzxid,
        ctime,
        mtime,
        version,
        2 * creates - children,
        aversion,
        session,
        size(),
        children,
        pzxid);
  }
}
