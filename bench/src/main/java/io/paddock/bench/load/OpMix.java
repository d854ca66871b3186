package io.paddock.bench.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which operations a load consists of, in which shares: {@code set=10,get=90}, or one name alone.
 *
 * <p>Shares are relative weights; they need not add up to 100. Immutable.
 */
public final class OpMix {
  private static final int WEIGHT_MAX = 1_000_000;

  private final Map<OpKind, Integer> weights;
  private final int total;

  private OpMix(Map<OpKind, Integer> weights) {
    this.weights = weights;
    this.total = weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A mix of one operation. */
  public static OpMix only(OpKind kind) {
    return new OpMix(new EnumMap<>(Map.of(kind, 1)));
  }

  /**
   * Reads a mix.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static OpMix parse(String text) {
    Map<OpKind, Integer> weights = new EnumMap<>(OpKind.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      OpKind kind = OpKind.parse((equals < 0 ? part : part.substring(0, equals)).strip());
      int weight = equals < 0 ? 1 : weight(part, part.substring(equals + 1).strip());
      if (weights.put(kind, weight) != null) {
        throw new IllegalArgumentException("operation '" + kind.label() + "' is given twice");
      }
    }
    return new OpMix(weights);
  }

  private static int weight(String part, String digits) {
    try {
      int weight = Integer.parseInt(digits);
      if (weight > 0 && weight <= WEIGHT_MAX) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Falls through: the message is the same as for a number out of range.
    }
    throw new IllegalArgumentException(
        "share in '" + part + "' must be a whole number from 1 to " + WEIGHT_MAX);
  }

  /** The operations of the mix, in the order of {@link OpKind}. */
  public List<OpKind> kinds() {
    return List.copyOf(weights.keySet());
  }

  /** Whether any operation needs the znodes of the key space. */
  public boolean needsKeys() {
    return weights.keySet().stream().anyMatch(OpKind::needsKeys);
  }

  /** Sum of all weights: the number of different draws. */
  int total() {
    return total;
  }

  /** For each of {@link #kinds()} one more than the last draw that picks it, counting from 0. */
  int[] cumulativeWeights() {
    int[] ends = weights.values().stream().mapToInt(Integer::intValue).toArray();
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    return ends;
  }

  /** As it would be written as an option. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    weights.forEach((kind, weight) -> parts.add(kind.label() + "=" + weight));
    return weights.size() == 1
        ? weights.keySet().iterator().next().label()
        : parts.stream().collect(Collectors.joining(","));
  }
}
