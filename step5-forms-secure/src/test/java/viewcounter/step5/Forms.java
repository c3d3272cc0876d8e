package viewcounter.step5;

import io.restassured.response.Response;
import viewcounter.testing.Browser;

/** Fills in the forms of step 5 and sends them. */
public final class Forms {

  public static final String PASSWORD = "correct horse";

  private Forms() {}

  public static Response register(Browser browser, String name) {
    return register(browser, name, PASSWORD);
  }

  public static Response register(Browser browser, String name,
      String password) {
    return browser.submits("/register", "username", name,
        "password", password, "repeated", password);
  }

  public static Response logIn(Browser browser, String name, String password) {
    return browser.submits("/login", "username", name, "password", password);
  }
}
