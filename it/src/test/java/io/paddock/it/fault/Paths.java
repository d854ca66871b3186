package io.paddock.it.fault;

/**
 * The znodes of one round.
 *
 * @param root below which they are
 */
record Paths(String root) {
  static final int KEYS = 5;

  String key(int index) {
    return root + "/k" + index;
  }

  String sequence() {
    return root + "/seq";
  }

  String ephemerals() {
    return root + "/eph";
  }
}
