package viewcounter.launch;

/**
 * A step cannot start. The message is one sentence for the person who started
 * it: what is wrong, and what to do.
 */
public class StartupException extends RuntimeException {

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
