package viewcounter.site;

import java.util.List;

/** A window of a person, which adds to the story what they do in it. */
final class RecordedWindow implements Window {

  private final Window window;
  private final String person;
  private final Site site;
  private boolean elsewhere;
  private boolean keepsCookie; // from forms of other sites, as Chrome does

  RecordedWindow(Window window, String person, Site site) {
    this.window = window;
    this.person = person;
    this.site = site;
  }

  @Override
  public void opens(String url) {
    elsewhere = url.startsWith("http") && !url.startsWith(site.url());
    if (elsewhere) {
      note("opens a page of Mallory's site");
    }
    watch(() -> window.opens(url));
  }

  @Override
  public void presses() {
    if (!elsewhere) {
      watch(window::presses);
      return;
    }
    note("presses the button there");
    boolean sent = watch(window::presses).stream().anyMatch(each ->
        !each.request().method().equals("GET") && each.cookie() != null);
    if (sent && keepsCookie) {
      site.story().note("Chrome and others keep a SameSite=Lax cookie at home;"
          + " this browser sends it, so that the check by itself is tested.");
    }
  }

  @Override
  public void goesBack() {
    note("presses Back");
    watch(window::goesBack);
  }

  /** The story leaves out that a form is loaded before it is sent. */
  @Override
  public void sends(Site to, AccountForm form) {
    if (form.page() == null) {
      opens(to.url() + form.path());
    } else {
      window.opens(to.url() + form.page());
      form.fields().forEach(window::types);
      watch(window::presses);
    }
  }

  private List<SeenExchange> watch(Runnable action) {
    List<SeenExchange> seen = site.seenDuring(action);
    keepsCookie |= seen.stream().flatMap(each -> each.setCookies().stream())
        .anyMatch(cookie -> cookie.contains("SameSite=Lax"));
    seen.stream().filter(each ->
        !each.request().path().matches(".*\\.(css|js|ico)"))
        .forEach(each -> site.story().exchange(person, each.request(),
            each.cookie(), each.status(), each.location(),
            each.setCookies(), each.page()));
    return seen;
  }

  private void note(String what) {
    site.story().note(person, what);
  }

  @Override
  public void types(String field, String text) {
    window.types(field, text);
  }

  @Override
  public String text() {
    return window.text();
  }

  @Override
  public String textInFrame() {
    return window.textInFrame();
  }

  @Override
  public String value(String expression) {
    return window.value(expression);
  }

  @Override
  public boolean runsInjected(String html, String expression) {
    return window.runsInjected(html, expression);
  }

  @Override
  public void close() {
    window.close();
  }
}
