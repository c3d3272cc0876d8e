package viewcounter.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonReader;
import java.io.IOException;

/** How values are written. */
final class Json {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping()
      .setObjectToNumberStrategy(Json::wholeNumbersStayWhole).create();

  private Json() {}

  static String write(Object value) {
    return GSON.toJson(value);
  }

  /** @throws com.google.gson.JsonParseException if it is of another type */
  static <V> V read(String json, Class<V> type) {
    return GSON.fromJson(json, type);
  }

  /** Gson would make 1.0 of 1 where no type is given. */
  private static Number wholeNumbersStayWhole(JsonReader json)
      throws IOException {
    String number = json.nextString();
    try {
      long whole = Long.parseLong(number);
      return (int) whole == whole ? (Number) (int) whole : (Number) whole;
    } catch (NumberFormatException e) {
      return Double.valueOf(number);
    }
  }
}
