package viewcounter.site;

import java.util.List;

/** A window of a person, which adds to the story what they do in it. */
final class RecordedWindow implements Window {

  private final Window window;
  private final String person;
  private final Site site;
  private boolean elsewhere;

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
    if (elsewhere) {
      note("presses the button there");
    }
    watch(window::presses);
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

  private void watch(Runnable action) {
    List<SeenExchange> seen = site.seenDuring(action);
    seen.stream().filter(each ->
        !each.request().path().matches(".*\\.(css|js|ico)"))
        .forEach(each -> site.story().exchange(person, each.request(),
            each.cookie(), each.status(), each.location(),
            each.setCookies(), each.page()));
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
