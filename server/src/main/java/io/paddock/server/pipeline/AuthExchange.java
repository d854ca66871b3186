package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.Request;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.auth.AuthResult;
import java.util.ArrayList;
import java.util.List;

/** What an auth packet does to its connection. Pure. */
final class AuthExchange {
  /** Whoever wants to be more people than this is up to no good: each costs memory everywhere. */
  static final int IDENTITIES_MAX = 100;

  private AuthExchange() {}

  /**
   * The verdict.
   *
   * @param error OK; AUTH_FAILED, then the connection closes; or anything else, then it closes
   *     without a reply
   * @param identities to add
   * @param reason of the close, for the log
   */
  record Verdict(ErrorCode error, List<Id> identities, String reason) {
    Verdict {
      identities = List.copyOf(identities);
    }
  }

  static Verdict decide(AuthPolicy policy, Request.Auth auth, String address, List<Id> identities) {
    if (identities.size() >= IDENTITIES_MAX) {
      return new Verdict(
          ErrorCode.AUTH_FAILED, List.of(), "it has " + IDENTITIES_MAX + " identities already");
    }
    AuthResult result = policy.authenticate(auth.scheme(), auth.auth(), address);
    if (result instanceof AuthResult.Accepted accepted) {
      return new Verdict(ErrorCode.OK, accepted.identities(), "");
    }
    if (result instanceof AuthResult.Refused refused) {
      return new Verdict(
          ErrorCode.AUTH_FAILED, List.of(), "authentication failed: " + refused.reason());
    }
    return new Verdict(ErrorCode.CONNECTION_LOSS, List.of(), ((AuthResult.Closed) result).reason());
  }

  static List<Id> with(List<Id> identities, Id added) {
    List<Id> all = new ArrayList<>(identities);
    all.add(added);
    return List.copyOf(all);
  }
}
