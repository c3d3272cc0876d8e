package viewcounter.session;

import java.util.List;
import java.util.Map;

/** Which attributes of a session are the same after they were JSON. */
final class JsonAttributes {

  private JsonAttributes() {}

  /** @throws IllegalArgumentException if it would come back as another */
  static void check(String name, Object value) {
    if (!survivesJson(value)) {
      throw new IllegalArgumentException("The attribute " + name + " is a "
          + value.getClass().getName() + ": it may be a text, a Boolean, an"
          + " Integer, a Double, or a list or a map of these");
    }
  }

  private static boolean survivesJson(Object value) {
    return value instanceof String || value instanceof Boolean
        || value instanceof Integer || value instanceof Double
        || value instanceof List<?> list
            && list.stream().allMatch(JsonAttributes::survivesJson)
        || value instanceof Map<?, ?> map
            && map.keySet().stream().allMatch(String.class::isInstance)
            && map.values().stream().allMatch(JsonAttributes::survivesJson);
  }
}
