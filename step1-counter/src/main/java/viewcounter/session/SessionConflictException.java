package viewcounter.session;

/**
 * Some changes to a session were lost before they could be saved: another
 * server has changed it first, or another request's save has failed.
 */
public final class SessionConflictException extends RuntimeException {

  public SessionConflictException() {
    super("Changes to a session were lost");
  }
}
