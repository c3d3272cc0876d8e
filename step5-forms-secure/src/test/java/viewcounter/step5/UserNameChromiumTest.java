package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.site.Chromium;
import viewcounter.testing.Skip;

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

  @Test
  void each_character_that_a_name_may_have_is_visible() {
    Skip.unless(Chromium.isThere(), "There is no chromedriver with chromium"
        + " (or google-chrome) on the PATH: no look at the characters");
    List<Integer> characters = IntStream.rangeClosed(1,
        Character.MAX_CODE_POINT).filter(point ->
            UserName.of(Character.toString(point)).hint() == null)
        .boxed().toList();
    assertTrue(characters.size() > 100_000, characters.size() + " characters");
    ChromeDriver driver = Chromium.newDriver();
    try {
      driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
      assertEquals(List.of(), driver.executeScript(UNSEEN, characters));
    } finally {
      driver.quit();
    }
  }
}
