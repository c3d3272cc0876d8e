package viewcounter.site;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import viewcounter.story.Event.Request;
import viewcounter.story.Story;
import viewcounter.testing.Browser;

/** A person at a browser of their own. */
public final class Visitor {

  public static final String PASSWORD = "correct horse";

  private final Site site;
  private final Browser browser;
  private final String name;
  private final String person;
  private final List<String> history = new ArrayList<>();

  /** A person with the same name as the user. */
  public Visitor(Site site, Browser browser, String name) {
    this(site, browser, name, name.isEmpty() ? "Somebody"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  /** @param person the name of that person in the story */
  public Visitor(Site site, Browser browser, String name, String person) {
    this.site = site;
    this.browser = browser;
    this.name = name;
    this.person = person;
  }

  /** The same user, but another person. */
  public Visitor playedBy(String somebody) {
    return new Visitor(site, browser, name, somebody);
  }

  public Browser browser() {
    return browser;
  }

  public String name() {
    return name;
  }

  /** The name of this person in the story. */
  public String person() {
    return person;
  }

  /** The cookie by which the site knows this person. */
  public Optional<Map.Entry<String, String>> cookie() {
    return browser.cookies().entrySet().stream()
        .filter(each -> !Story.OTHER_COOKIES.contains(each.getKey()))
        .findFirst();
  }

  private String cookieValue() {
    return cookie().map(Map.Entry::getValue).orElse(null);
  }

  /** Takes the cookies of somebody else, as a thief would. */
  public Visitor withCookiesOf(Visitor other) {
    browser.withCookiesOf(other.browser);
    if (!person.equals(other.person)) {
      site.story().cookieMoved(other.person, person, cookieValue());
    }
    return this;
  }

  /** What the browser remembers: the paths that it has visited. */
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
        throw new Unmet("Signing up has to log in, too");
      }
    }
    return this;
  }

  /** Where there are users: logs in with the usual password. */
  public Visitor comesBack() {
    if (site.step() >= 3) {
      int status = logsIn(PASSWORD).statusCode();
      if (status >= 400) {
        throw new Unmet("Logging in has to work, but it answers "
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
    String[] fields = form.fields().entrySet().stream()
        .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
        .toArray(String[]::new);
    return recorded("POST", form.path(), List.copyOf(form.fields().values()),
        () -> browser.submits(form.path(), fields));
  }

  public Response visits(String path) {
    return recorded("GET", path, List.of(), () -> browser.visits(path));
  }

  private Response recorded(String method, String path, List<String> typed,
      Supplier<Response> exchange) {
    history.add(path);
    String cookie = cookieValue();
    Response response = exchange.get();
    site.story().exchange(person, new Request(method, path, typed,
        headers()), cookie, response.statusCode(), response.header("Location"),
        response.headers().getValues("Set-Cookie"), response.asString());
    return response;
  }

  /** The headers that this person has added, and not a proxy. */
  private List<String> headers() {
    return browser.headers().containsKey("X-Proxy-Secret") ? List.of()
        : browser.headers().entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue()).sorted()
            .toList();
  }
}
