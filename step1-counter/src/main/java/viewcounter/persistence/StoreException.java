package viewcounter.persistence;

/** A change was not saved; the store still has the value from before. */
public class StoreException extends RuntimeException {

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
