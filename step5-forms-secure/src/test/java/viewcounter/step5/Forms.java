package viewcounter.step5;

import io.restassured.response.Response;
import viewcounter.testing.Browser;

/** Fills in the forms of step 5 and sends them. */
final class Forms {

  static final String PASSWORD = "correct horse";

  private Forms() {}

  static Response register(Browser browser, String name) {
    return register(browser, name, PASSWORD);
  }

  static Response register(Browser browser, String name, String password) {
    return browser.submits("/register", "username", name,
        "password", password, "repeated", password);
  }

  static Response logIn(Browser browser, String name, String password) {
    return browser.submits("/login", "username", name, "password", password);
  }
}
