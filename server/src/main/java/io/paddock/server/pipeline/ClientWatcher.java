package io.paddock.server.pipeline;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.server.watch.Watcher;
import io.paddock.state.access.AccessPolicy;
import java.util.List;

/**
 * One connection as its loop's watch table knows it; only made for connections that watch. Thread:
 * the loop's.
 */
final class ClientWatcher extends Watcher {
  private final RequestPipeline pipeline;

  ClientWatcher(RequestPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  protected void deliver(WatchEvent event, List<Acl> acl) {
    try {
      if (AccessPolicy.allows(acl, Acl.READ, pipeline.identities(), pipeline.skipsAcl())) {
        pipeline.sink().event(pipeline.scope().state().zxid(), event);
      }
    } catch (RuntimeException e) {
      pipeline.failed(e);
    }
  }
}
