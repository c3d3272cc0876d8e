package viewcounter.session;

/** A session is used after it has ended, perhaps by another request. */
public final class SessionEndedException extends IllegalStateException {

  SessionEndedException() {
    super("The session has ended");
  }
}
