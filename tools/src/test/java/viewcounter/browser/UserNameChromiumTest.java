package viewcounter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Character.UnicodeBlock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.step5.UserName;

/** Whether each character that a name may have can be seen, in Chromium. */
class UserNameChromiumTest {

  /** Those of some characters that leave no ink, alone or among letters. */
  private static final String UNSEEN = """
      let pen = document.createElement('canvas')
          .getContext('2d', {willReadFrequently: true});
      pen.canvas.width = pen.canvas.height = 60;
      pen.font = '20px sans-serif';
      function box(text) {
        let it = pen.measureText(text);
        return [it.width, it.actualBoundingBoxLeft, it.actualBoundingBoxRight,
            it.actualBoundingBoxAscent, it.actualBoundingBoxDescent];
      }
      function ink(text) {
        pen.clearRect(0, 0, 60, 60);
        pen.fillText(text, 10, 40);
        return String(pen.getImageData(0, 0, 60, 60).data);
      }
      let [ab, abInk] = [box('ab'), ink('ab')];
      return arguments[0].map(point => String.fromCodePoint(point))
          .filter(character => {
            let [, left, right, up, down] = box(character);
            let among = 'a' + character + 'b';
            return /\\p{Default_Ignorable_Code_Point}/u.test(character)
                || left + right <= 0 || up + down <= 0
                || String(box(among)) == String(ab) && ink(among) == abInk;
          }).map(character => character.codePointAt(0).toString(16));
      """;

  /** Those of some names that make one picture, together. */
  private static final String ALIKE = """
      let pen = document.createElement('canvas').getContext('2d');
      pen.canvas.width = 150;
      pen.canvas.height = 50;
      pen.font = '20px sans-serif';
      let names = new Map();
      for (let name of arguments[0]) {
        pen.clearRect(0, 0, 150, 50);
        pen.fillText(name, 10, 30);
        let picture = pen.canvas.toDataURL();
        names.set(picture, [...names.get(picture) ?? [], name]);
      }
      return [...names.values()].filter(alike => alike.length > 1)
          .map(String);
      """;

  @Test
  void each_character_that_a_name_may_have_is_visible() {
    Chromium.orSkip("no look at the characters");
    List<Integer> characters = IntStream.rangeClosed(1,
        Character.MAX_CODE_POINT).filter(point ->
            UserName.of(Character.toString(point)).hint() == null)
        .boxed().toList();
    assertTrue(characters.size() > 100_000, characters.size() + " characters");
    assertEquals(List.of(), resultOf(UNSEEN, characters.stream()
        .filter(point -> !isOneOfThousands(point) || point % 64 == 0)
        .toList()));
  }

  @Test
  void no_two_names_are_the_same_letters_in_another_direction() {
    Chromium.orSkip("no look at the names");
    List<String> names = Stream.of("\u05D0", "\u0628").flatMap(letter ->
        textsOf(letter + "12\u0663a()+$", 4)
            .filter(text -> text.contains(letter)))
        .filter(text -> UserName.of(text).hint() == null
            && UserName.of(text).shown().equals(text)).toList();
    assertTrue(names.size() > 150, names.size() + " names");
    assertEquals(List.of(), resultOf(ALIKE, names));
  }

  /** Whether it is much like those around it: some of these are enough. */
  private static boolean isOneOfThousands(int point) {
    return Character.isIdeographic(point)
        || UnicodeBlock.of(point) == UnicodeBlock.HANGUL_SYLLABLES;
  }

  private static Stream<String> textsOf(String characters, int longest) {
    return longest == 0 ? Stream.of("") : Stream.concat(Stream.of(""),
        textsOf(characters, longest - 1).flatMap(text -> characters.chars()
            .mapToObj(next -> text + (char) next)));
  }

  private static Object resultOf(String script, List<?> argument) {
    ChromeDriver driver = Chromium.window();
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
    return driver.executeScript(script, argument);
  }
}
