package io.paddock.it.ensemble;

/**
 * How an ensemble is made up.
 *
 * @param voters members 1 to this
 * @param observers the members after them
 * @param linked whether the members reach each other over links that can be cut, one for each pair
 *     and direction; else directly
 */
public record Shape(int voters, int observers, boolean linked) {
  /** Voters alone, connected directly. */
  public static Shape of(int voters) {
    return new Shape(voters, 0, false);
  }

  /** The same with this many observers. */
  public Shape withObservers(int count) {
    return new Shape(voters, count, linked);
  }

  /** The same with links that can be cut. */
  public Shape withLinks() {
    return new Shape(voters, observers, true);
  }

  int size() {
    return voters + observers;
  }

  boolean isObserver(int id) {
    return id > voters;
  }
}
