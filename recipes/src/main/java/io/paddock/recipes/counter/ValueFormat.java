package io.paddock.recipes.counter;

import io.paddock.protocol.message.Data;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a value looks in the data of a znode.
 *
 * @param name for messages
 * @param initial what no data, empty data and a missing znode mean
 * @param encode value to bytes
 * @param decode bytes to value; may throw an IllegalArgumentException
 */
public record ValueFormat<T>(
    String name, T initial, Function<T, Data> encode, Function<Data, T> decode) {
  /** A whole number as text, as Kazoo's Counter writes it. */
  public static final ValueFormat<Long> TEXT_LONG =
      new ValueFormat<>(
          "whole number as text",
          0L,
          value -> Data.of(Long.toString(value)),
          data -> Long.parseLong(data.asText().trim()));

  /** A number as text, as Kazoo's Counter writes a float. */
  public static final ValueFormat<Double> TEXT_DOUBLE =
      new ValueFormat<>(
          "number as text",
          0.0,
          value -> Data.of(text(value)),
          data -> number(data.asText().trim()));

  /** Four bytes, as Curator's SharedCount and DistributedAtomicInteger write it. */
  public static final ValueFormat<Integer> INT =
      new ValueFormat<>(
          "number of 4 bytes",
          0,
          value -> Data.of(ByteBuffer.allocate(Integer.BYTES).putInt(value).array()),
          data -> sized(data, Integer.BYTES).getInt());

  /** Eight bytes, as Curator's DistributedAtomicLong writes it. */
  public static final ValueFormat<Long> LONG =
      new ValueFormat<>(
          "number of 8 bytes",
          0L,
          value -> Data.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array()),
          data -> sized(data, Long.BYTES).getLong());

  /** Bytes as they are. */
  public static final ValueFormat<Data> BYTES =
      new ValueFormat<>("bytes", Data.EMPTY, value -> value, data -> data);

  /** The value of this data. */
  T read(@Nullable Data data, String path) {
    if (data == null || data.equals(Data.EMPTY)) {
      return initial;
    }
    try {
      return decode.apply(data);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s holds no %s: %s".formatted(path, name, e.getMessage()), e);
    }
  }

  private static ByteBuffer sized(Data data, int bytes) {
    byte[] all = data.toBytes();
    if (all.length != bytes) {
      throw new IllegalArgumentException(all.length + " bytes");
    }
    return ByteBuffer.wrap(all);
  }

  // Python's words for what is no finite number.
  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
