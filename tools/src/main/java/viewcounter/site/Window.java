package viewcounter.site;

/** A window of a browser that shows pages and runs their scripts. */
public interface Window extends AutoCloseable {

  void opens(String address);

  /** Presses the first button of the page, and waits for what comes then. */
  void presses();

  /** Presses the Back button of the browser. */
  void goesBack();

  /** Types a text into a field. */
  void types(String field, String text);

  /** Opens the form's page on a site, fills it in and sends it. */
  default void sends(Site site, AccountForm form) {
    if (form.page() == null) {
      opens(site.url() + form.path());
    } else {
      opens(site.url() + form.page());
      form.fields().forEach(this::types);
      presses();
    }
  }

  /** The words that can be read. */
  String text();

  /** The words that can be read in the frame of the page. */
  String textInFrame();

  /** The value of an expression in the page's own scripts. */
  String value(String expression);

  /**
   * Whether a script runs that somebody gets to write into the page.
   *
   * @param html what is written there, with an image that cannot be loaded
   * @param expression what is true once its script has run
   */
  boolean runsInjected(String html, String expression);

  @Override
  void close();
}
