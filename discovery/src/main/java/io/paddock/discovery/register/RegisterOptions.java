package io.paddock.discovery.register;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import java.time.Duration;
import java.util.List;

/**
 * How a service is registered.
 *
 * @param acl of the ephemerals
 * @param whenTaken what to do if another session has the address
 * @param waitMax how long {@link WhenTaken#WAIT} waits; has no meaning otherwise
 * @param parents whether the path of the service is made if it is missing, now or later
 */
public record RegisterOptions(
    List<Acl> acl, WhenTaken whenTaken, Duration waitMax, boolean parents) {
  /** Everybody may read it and nobody may write it; an address that is taken is an exception. */
  public static final RegisterOptions USUAL =
      new RegisterOptions(
          List.of(new Acl(Acl.READ, Id.ANYONE)), WhenTaken.FAIL, Duration.ofSeconds(60), false);

  public RegisterOptions {
    acl = List.copyOf(acl);
  }

  /** The same with this ACL. */
  public RegisterOptions acl(List<Acl> acl) {
    return new RegisterOptions(acl, whenTaken, waitMax, parents);
  }

  /** The same, but it waits so long for an address that is taken. */
  public RegisterOptions waiting(Duration waitMax) {
    return new RegisterOptions(acl, WhenTaken.WAIT, waitMax, parents);
  }

  /** The same, but it takes an address from whoever has it. */
  public RegisterOptions takingOver() {
    return new RegisterOptions(acl, WhenTaken.TAKE_OVER, waitMax, parents);
  }

  /** The same, but it makes the path of the service if it is missing. */
  public RegisterOptions makingParents() {
    return new RegisterOptions(acl, whenTaken, waitMax, true);
  }
}
