package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Session attributes that are the same after a round trip through JSON. */
final class JsonAttributes {

  private static final int DEPTH = 100; // Gson reads no more than 255

  private JsonAttributes() {}

  /**
   * A deep copy, which does not change when the attributes do.
   *
   * @throws IllegalArgumentException if one would not come back as it is
   */
  static Map<String, Object> copyOf(Map<?, ?> attributes) {
    return copyOf(attributes, DEPTH);
  }

  private static Map<String, Object> copyOf(Map<?, ?> attributes, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (attributes == null) {
      throw unfit("null");
    }
    attributes.forEach((name, value) -> {
      if (!(name instanceof String text)) {
        throw unfit("a map from " + typeOf(name));
      }
      copy.put(checked(text), copyOf(value, depth - 1));
    });
    return copy;
  }

  private static Object copyOf(Object value, int depth) {
    if (depth == 0) {
      throw unfit("more than " + DEPTH + " levels of lists and maps");
    }
    if (value instanceof Map<?, ?> map) {
      return copyOf(map, depth);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(copyOf(each, depth - 1)));
      return copy;
    }
    if (value instanceof String text) {
      return checked(text);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw unfit(number.toString());
    }
    if (value instanceof Boolean || value instanceof Integer
        || value instanceof Double) {
      return value;
    }
    throw unfit(typeOf(value));
  }

  private static String checked(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw unfit("half of a surrogate pair");
    }
    return text;
  }

  private static String typeOf(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  private static IllegalArgumentException unfit(String what) {
    return new IllegalArgumentException("An attribute contains " + what
        + ": it may be a String, a Boolean, an Integer, a finite Double, or a"
        + " list or a map of these");
  }
}
