package viewcounter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void nobody_has_to_set_anything() {
    Settings settings = Settings.of(3, Map.of());
    assertEquals("127.0.0.1", settings.host());
    assertEquals(3000, settings.port());
    assertEquals(4000, settings.livePort());
    assertTrue(settings.trace());
    assertTrue(settings.data().isAbsolute());
    assertTrue(settings.data().endsWith(Path.of("data", "step3")));
  }

  @Test
  void the_data_is_in_the_folder_of_the_course_even_if_run_in_a_steps() {
    Path course = Settings.of(3, Map.of()).data().getParent().getParent();
    assertTrue(Files.isDirectory(course.resolve("step1-counter")),
        course.toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3001, 3001", "00080, 80", "65535, 65535"})
  void a_port_is_a_number_up_to_65535(String port, int number) {
    assertEquals(number, Settings.of(1, Map.of("PORT", port)).port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", " 3000", "3000 ", "-1", "+1", "65536",
      "100000", "99999999999", "0x50", "٣"})
  void an_invalid_port_is_reported_in_one_sentence(String port) {
    assertSays("PORT has to be a number from 0 to 65535, but it is \"" + port
        + "\".", Map.of("PORT", port));
  }

  @Test
  void the_live_page_has_its_own_port() {
    assertEquals(4001,
        Settings.of(1, Map.of("LIVE_PORT", "4001")).livePort());
    assertSays("LIVE_PORT has to be a number from 0 to 65535, but it is"
        + " \"high\".", Map.of("LIVE_PORT", "high"));
    assertEquals(Settings.NO_LIVE_PAGE,
        new Settings(0, Path.of("data"), true).livePort());
  }

  @Test
  void the_host_is_where_it_listens() {
    assertEquals("0.0.0.0",
        Settings.of(1, Map.of("HOST", "0.0.0.0")).host());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void an_empty_host_is_reported_in_one_sentence(String host) {
    assertSays("HOST is empty: set it to an IP address of this computer, or"
        + " unset it.", Map.of("HOST", host));
  }

  @ParameterizedTest
  @CsvSource({"on, true", "off, false"})
  void the_trace_is_on_or_off(String trace, boolean shown) {
    assertEquals(shown, Settings.of(1, Map.of("TRACE", trace)).trace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ON", "true", "offf", "on off"})
  void any_other_trace_is_reported_in_one_sentence(String trace) {
    assertSays("TRACE has to be on or off, but it is \"" + trace + "\".",
        Map.of("TRACE", trace));
  }

  @Test
  void a_relative_folder_is_below_the_current_one() {
    assertEquals(Path.of("mine").toAbsolutePath(),
        Settings.of(1, Map.of("DATA_DIR", "mine")).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void an_empty_folder_is_reported_in_one_sentence(String folder) {
    assertSays("DATA_DIR is empty: set it to a folder, or unset it.",
        Map.of("DATA_DIR", folder));
  }

  @Test
  void an_invalid_folder_is_reported_in_one_sentence() {
    assertSays("DATA_DIR is not a valid folder: a\0b",
        Map.of("DATA_DIR", "a\0b"));
  }

  @Test
  void the_settings_for_tests_have_no_trace() {
    assertFalse(new Settings(0, Path.of("data")).trace());
  }

  private static void assertSays(String sentence,
      Map<String, String> environment) {
    StartupException e = assertThrows(StartupException.class,
        () -> Settings.of(1, environment));
    assertEquals(sentence, e.getMessage());
  }
}
