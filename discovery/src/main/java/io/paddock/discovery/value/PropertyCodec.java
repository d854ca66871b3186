package io.paddock.discovery.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paddock.protocol.message.Data;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A znode's data as properties: a JSON object, or text that is none as the one property {@code
 * string_value}, as zc.zk has it. No data means no property. Values are what JSON has: null,
 * Boolean, Integer, Long, BigInteger, Double, String, List, Map. Pure.
 */
public final class PropertyCodec {
  /** The name under which data that is no JSON object is found. */
  public static final String STRING_VALUE = "string_value";

  /** The longest data that a znode can have under any server's usual limit, bytes. */
  public static final int DATA_BYTES_MAX = 1_000_000;

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .findAndAddModules()
          .build();

  private PropertyCodec() {}

  /** Properties in the order of the text; not to be changed. */
  public static Map<String, Object> decode(@Nullable Data data) {
    String text = data == null ? "" : data.asText();
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Map.of();
    }
    if (stripped.startsWith("{") && stripped.endsWith("}")) {
      try {
        return Collections.unmodifiableMap(MAPPER.readValue(stripped, MAP));
      } catch (JsonProcessingException e) {
        // Then it is text.
      }
    }
    return Map.of(STRING_VALUE, text);
  }

  /**
   * The data for properties.
   *
   * @throws IllegalArgumentException if a value cannot be written as JSON
   */
  public static Data encode(Map<String, ?> properties) {
    if (properties.size() == 1 && properties.get(STRING_VALUE) instanceof String text) {
      return Data.of(text);
    }
    try {
      return Data.wrap(MAPPER.writeValueAsBytes(properties));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The data for properties of a znode.
   *
   * @param path of the znode, for the exception
   * @throws IllegalArgumentException also if it would be longer than {@link #DATA_BYTES_MAX}, at
   *     which a server would close the connection and not say why
   */
  public static Data encode(String path, Map<String, ?> properties) {
    Data data = encode(properties);
    if (data.size() > DATA_BYTES_MAX) {
      throw new IllegalArgumentException(
          "%s: the properties have %d bytes, more than %d"
              .formatted(path, data.size(), DATA_BYTES_MAX));
    }
    return data;
  }

  /** The properties as they will be read again: numbers, records and so on become JSON's values. */
  public static Map<String, Object> plain(Map<String, ?> properties) {
    try {
      return MAPPER.readValue(MAPPER.writeValueAsBytes(properties), MAP);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Properties, or one value of theirs, as a record or another type that the JSON library can make.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  public static <T> T convert(@Nullable Object value, Class<T> type) {
    return MAPPER.convertValue(value, type);
  }
}
