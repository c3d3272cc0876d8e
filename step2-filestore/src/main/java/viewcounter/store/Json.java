package viewcounter.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;

/** Writes values as JSON, and reads them back. */
final class Json {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping()
      .setObjectToNumberStrategy(Json::wholeNumbersStayWhole).create();

  private Json() {}

  static String write(Object value) {
    return GSON.toJson(value);
  }

  /** @throws JsonParseException if it does not fit the type */
  static <V> V read(String json, Class<V> type) {
    V value = GSON.fromJson(json, type);
    if (value == null) {
      throw new JsonParseException("null is no value");
    }
    return value;
  }

  /** Where no type is given, Gson would read 1 as 1.0. */
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
