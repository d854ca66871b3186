package io.paddock.state.access;

import org.jspecify.annotations.Nullable;

/**
 * The addresses whose first {@code bits} bits are those of another: what an ACL id of scheme ip
 * means. Written {@code 10.0.0.0/8} or {@code 2001:db8::/32}; without bits it is one address.
 */
final class IpRange {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_GROUPS = 8;

  private final byte[] address;
  private final int bits;

  private IpRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** The range that this text means, or null if it means none. */
  static @Nullable IpRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int all = address.length * 8;
    int bits = slash < 0 ? all : number(text, slash + 1, text.length(), 10, 3);
    return bits < 0 || bits > all ? null : new IpRange(address, bits);
  }

  /** Whether the text is an address within the range. */
  boolean contains(String text) {
    byte[] other = address(text);
    if (other == null || other.length != address.length) {
      return false;
    }
    for (int i = 0; i < address.length; i++) {
      int left = Math.min(8, Math.max(0, bits - 8 * i));
      int mask = 0xff << (8 - left);
      if (((address[i] ^ other[i]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte @Nullable [] address(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static byte @Nullable [] ipv4(String text) {
    byte[] address = new byte[IPV4_BYTES];
    int from = 0;
    for (int i = 0; i < IPV4_BYTES; i++) {
      int to = i == IPV4_BYTES - 1 ? text.length() : text.indexOf('.', from);
      int part = to < 0 ? -1 : number(text, from, to, 10, 3);
      if (part < 0 || part > 0xff) {
        return null;
      }
      address[i] = (byte) part;
      from = to + 1;
    }
    return address;
  }

  // Eight groups, or fewer with one :: for one or more groups of zeros.
  private static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = new byte[2 * IPV6_GROUPS];
      return groups(text, all, 0) == IPV6_GROUPS ? all : null;
    }
    byte[] left = new byte[2 * IPV6_GROUPS];
    byte[] right = new byte[2 * IPV6_GROUPS];
    int before = groups(text.substring(0, gap), left, 0);
    int after = groups(text.substring(gap + 2), right, 0);
    if (before < 0 || after < 0 || before + after >= IPV6_GROUPS) {
      return null;
    }
    System.arraycopy(right, 0, left, 2 * (IPV6_GROUPS - after), 2 * after);
    return left;
  }

  // Reads groups into the array and returns how many, or -1 if one is malformed or too many.
  private static int groups(String text, byte[] into, int begin) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = begin;
    int from = 0;
    while (from <= text.length()) {
      int colon = text.indexOf(':', from);
      int to = colon < 0 ? text.length() : colon;
      int group = number(text, from, to, 16, 4);
      if (group < 0 || count == IPV6_GROUPS) {
        return -1;
      }
      into[2 * count] = (byte) (group >> 8);
      into[2 * count + 1] = (byte) group;
      count++;
      from = to + 1;
    }
    return count;
  }

  // The number at this place of the text, or -1 if there is none or too many digits.
  private static int number(String text, int from, int to, int radix, int digitsMax) {
    if (from >= to || to - from > digitsMax) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
