package io.paddock.state.session;

import java.util.Comparator;

/** The path of an ephemeral and the session it goes with. */
public record Ephemeral(long session, String path) {
  static final Comparator<Ephemeral> ORDER =
      Comparator.comparingLong(Ephemeral::session).thenComparing(Ephemeral::path);
}
