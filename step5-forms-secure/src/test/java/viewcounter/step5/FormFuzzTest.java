package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.testing.Corpus;
import viewcounter.web.HttpException;

/** Fills in the form of step 5 with any text. */
class FormFuzzTest {

  @TestFactory
  Stream<DynamicTest> inputs_found_by_fuzzing_do_no_harm() {
    return Corpus.replay("form", FormFuzzTest::fuzzerTestOneInput);
  }

  /** What Jazzer calls: a line each is the name and the two passwords. */
  public static void fuzzerTestOneInput(byte[] input) {
    String[] fields = Arrays.copyOf(
        (new String(input, UTF_8) + "\n\n").split("\n", 3), 3);
    Form form;
    try {
      form = filledIn(fields[0], fields[1], fields[2].strip());
    } catch (HttpException e) {
      assertEquals(400, e.status());
      return;
    }
    form.check();
    nameIsNormalised(form.name());
    passwordIsChecked(form);
  }

  private static void nameIsNormalised(UserName name) {
    assertTrue(name.shown().codePoints().count() <= UserName.LENGTH);
    assertFalse(name.shown().matches("(?s).*[\"<>].*"), name.shown());
    assertEquals(name, UserName.of(name.shown()));
    if (name.hint() == null
        && name.key().codePoints().count() <= UserName.LENGTH) {
      assertEquals(name.key(), UserName.of(name.key()).key());
    }
  }

  private static void passwordIsChecked(Form form) {
    if (!form.errors().containsKey("password")) {
      assertTrue(form.password().codePoints().count() >= 8);
      assertTrue(PasswordPolicy.fitsBcrypt(form.password()));
    }
  }

  private static Form filledIn(String username, String password,
      String repeated) {
    return Form.of(new FakeRequest("POST").withField("username", username)
        .withField("password", password).withField("repeated", repeated)
        .sent());
  }
}
