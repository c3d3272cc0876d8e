package viewcounter.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Session attributes that are the same after a round trip through JSON. */
final class JsonAttributes {

  private JsonAttributes() {}

  /**
   * A deep copy, which does not change when the attributes do.
   *
   * @throws IllegalArgumentException if one would come back as another type
   */
  static Map<String, Object> copyOf(Map<?, ?> attributes) {
    Map<String, Object> copy = new LinkedHashMap<>();
    attributes.forEach((name, value) -> copy.put(text(name), copyOf(value)));
    return copy;
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(copyOf(each)));
      return copy;
    }
    if (value instanceof String || value instanceof Boolean
        || value instanceof Integer || value instanceof Double) {
      return value;
    }
    throw unfit(value);
  }

  private static String text(Object name) {
    if (name instanceof String text) {
      return text;
    }
    throw unfit(name);
  }

  private static IllegalArgumentException unfit(Object value) {
    return new IllegalArgumentException("An attribute contains "
        + (value == null ? null : value.getClass().getName()) + ": it may be a"
        + " String, a Boolean, an Integer, a Double, or a list or a map of"
        + " these");
  }
}
