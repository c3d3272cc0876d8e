package viewcounter.site;

/** A site does not do what it has to; the message says what, for people. */
public final class Unmet extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** @param message a sentence that says what was expected, and what is */
  public Unmet(String message) {
    super(message);
  }
}
