package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.web.HttpException;

class FormTest {

  private static final String PASSWORD = "correct horse";

  @Test
  void it_is_what_came_in_the_body() {
    Form form = Form.of(new FakeRequest("POST").withField("username", " J ")
        .withField("password", " p ").withField("repeated", " r ").sent());
    assertEquals(List.of(" J ", " p ", " r "),
        List.of(form.username(), form.password(), form.repeated()));
    assertFalse(form.hasErrors());
    assertEquals(UserName.of("j").key(), form.name().key());
  }

  @Test
  void canonically_equivalent_texts_become_the_same_and_no_others() {
    Form form = Form.of(new FakeRequest("POST")
        .withField("password", "Zoe\u0308 \u00B2").sent());
    assertEquals("Zo\u00EB \u00B2", form.password());
  }

  @Test
  void a_missing_field_is_empty() {
    assertEquals(Form.EMPTY, Form.of(new FakeRequest("POST").sent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "password", "repeated"})
  void a_field_that_comes_twice_gets_a_400(String field) {
    assertRejected(new FakeRequest("POST").withField(field, "a", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "username=jane"})
  void a_form_with_a_query_in_its_URL_gets_a_400(String query) {
    assertRejected(new FakeRequest("POST").withQuery(query));
  }

  private static void assertRejected(FakeRequest request) {
    assertEquals(400, assertThrows(HttpException.class,
        () -> Form.of(request.sent())).status());
  }

  @Test
  void it_has_no_errors_before_it_is_checked() {
    assertFalse(Form.EMPTY.hasErrors());
    assertFalse(filledIn("", "", "").hasErrors());
  }

  @Test
  void a_form_that_makes_an_account_has_no_errors() {
    Form form = filledIn("jane", PASSWORD, PASSWORD);
    form.check();
    assertEquals(Map.of(), form.errors());
    assertFalse(form.hasErrors());
  }

  @Test
  void each_wrong_field_has_its_hint() {
    Form form = filledIn(" ", "short", "shirt");
    form.check();
    assertEquals(Map.of("username", "Please choose a username",
        "password", "Please use at least 8 characters",
        "repeated", "The two passwords are not the same"), form.errors());
    assertTrue(form.hasErrors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct Horse", "correct horse "})
  void the_second_password_has_to_be_exactly_the_same(String repeated) {
    Form form = filledIn("jane", PASSWORD, repeated);
    form.check();
    assertEquals(Map.of("repeated", "The two passwords are not the same"),
        form.errors());
  }

  @Test
  void a_hint_of_null_adds_none() {
    Form form = filledIn("jane", PASSWORD, PASSWORD);
    form.addError("username", null);
    assertFalse(form.hasErrors());
    form.addError("username", "User jane already exists");
    assertEquals(Map.of("username", "User jane already exists"),
        form.errors());
  }

  @ParameterizedTest
  @CsvSource({", username", "form, password", "password, password",
      "repeated, password", "username, username"})
  void the_focus_is_where_something_is_wrong(String wrong,
      String focus) {
    Form form = filledIn("jane", "", "");
    if (wrong != null) {
      form.addError(wrong, "Please try again");
    }
    assertEquals(Map.of(focus, "autofocus"), form.focus());
  }

  @Test
  void a_wrong_name_gets_the_focus_before_a_wrong_password() {
    Form form = filledIn("", "", "");
    form.check();
    assertEquals(Map.of("username", "autofocus"), form.focus());
  }

  private static Form filledIn(String username, String password,
      String repeated) {
    return Form.of(new FakeRequest("POST").withField("username", username)
        .withField("password", password).withField("repeated", repeated)
        .sent());
  }
}
