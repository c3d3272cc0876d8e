package viewcounter.session;

/** Two servers that share a storage have changed one session at once. */
public final class SessionConflictException extends RuntimeException {

  public SessionConflictException() {
    super("A session was changed twice at once");
  }
}
