package viewcounter.site;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import viewcounter.testing.Browser;

/** A person at a browser of their own. */
public final class Visitor {

  public static final String PASSWORD = "correct horse";

  private final Site site;
  private final Browser browser;
  private final String name;
  private final List<String> history = new ArrayList<>();

  public Visitor(Site site, Browser browser, String name) {
    this.site = site;
    this.browser = browser;
    this.name = name;
  }

  public Browser browser() {
    return browser;
  }

  public String name() {
    return name;
  }

  /** Takes the cookies of somebody else, as a thief would. */
  public Visitor withCookiesOf(Visitor other) {
    browser.withCookiesOf(other.browser);
    return this;
  }

  /** What the browser remembers: the addresses that it was at. */
  public List<String> history() {
    return history;
  }

  /** The number that the first page shows; 0 if it shows none. */
  public int views() {
    return Browser.viewsIn(visits("/").asString());
  }

  /** Whether the first page greets somebody by this name. */
  public boolean is(Visitor person) {
    return visits("/").asString().replace("&quot;", "\"")
        .contains("User \"" + person.name + "\" has ");
  }

  /** Where there are users: signs up with the usual password. */
  public Visitor isThere() {
    if (site.step() >= 3) {
      signsUp(PASSWORD);
      if (!is(this)) {
        throw new AssertionError("Who signed up has to be logged in");
      }
    }
    return this;
  }

  /** Where there are users: logs in with the usual password. */
  public Visitor comesBack() {
    if (site.step() >= 3) {
      int status = logsIn(PASSWORD).statusCode();
      if (status >= 400) {
        throw new AssertionError("To log in has to work, but it answers "
            + status + (status == 429 ? ": too many guesses before. Restart"
                + " the server, or wait." : ""));
      }
    }
    return this;
  }

  public Response signsUp(String password) {
    return sends(AccountForm.signUp(site.step(), browser, name, password));
  }

  public Response logsIn(String password) {
    return logsInAs(this, password);
  }

  public Response logsInAs(Visitor person, String password) {
    return sends(
        AccountForm.logIn(site.step(), browser, person.name, password));
  }

  public Response logsOut() {
    return sends(AccountForm.logOut(site.step(), browser));
  }

  public Response sends(AccountForm form) {
    if (form.method().equals("get")) {
      return visits(form.path());
    }
    history.add(form.path());
    String[] fields = form.fields().entrySet().stream()
        .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
        .toArray(String[]::new);
    return browser.submits(form.path(), fields);
  }

  public Response visits(String path) {
    history.add(path);
    return browser.visits(path);
  }
}
