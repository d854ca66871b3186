package io.paddock.it.ensemble;

/**
 * How an ensemble is made up.
 *
 * @param voters members 1 to this
 * @param observers the members after them
 * @param between how they reach each other
 */
public record Shape(int voters, int observers, Between between) {
  /** How members reach each other. */
  public enum Between {
    /** Over the loopback address; nothing fails. */
    NOTHING,
    /** Over links that can be cut, one for each pair and direction. */
    LINKS,
    /** Each is in a network namespace of its own, with a cable. */
    CABLES
  }

  /** Voters alone, connected directly. */
  public static Shape of(int voters) {
    return new Shape(voters, 0, Between.NOTHING);
  }

  /** The same with this many observers. */
  public Shape withObservers(int count) {
    return new Shape(voters, count, between);
  }

  /** The same with links that can be cut. */
  public Shape withLinks() {
    return new Shape(voters, observers, Between.LINKS);
  }

  /** The same in network namespaces; the test is left out where none can be made. */
  public Shape withCables() {
    return new Shape(voters, observers, Between.CABLES);
  }

  int size() {
    return voters + observers;
  }

  boolean isObserver(int id) {
    return id > voters;
  }

  Network network() {
    return switch (between) {
      case NOTHING -> new Links(size(), false);
      case LINKS -> new Links(size(), true);
      case CABLES -> Cables.lay(size());
    };
  }
}
