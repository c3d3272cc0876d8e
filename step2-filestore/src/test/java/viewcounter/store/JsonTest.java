package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a value is read back. */
class JsonTest {

  @Test
  void a_number_comes_back_as_it_was() {
    Map<String, Object> numbers =
        Map.of("whole", 1, "half", 0.5, "large", 6_000_000_000L);
    assertEquals(numbers, Json.read(Json.write(numbers), Map.class));
  }

  @Test
  void what_is_no_value_is_rejected() {
    for (String json : List.of("null", "", "[1]", "{")) {
      assertThrows(JsonParseException.class,
          () -> Json.read(json, Map.class), json);
    }
  }
}
