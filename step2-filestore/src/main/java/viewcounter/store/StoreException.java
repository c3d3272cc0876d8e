package viewcounter.store;

/** A change is not saved, and the store keeps what it held before. */
public class StoreException extends RuntimeException {

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
