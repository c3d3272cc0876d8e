package viewcounter.persistence;

/** Nothing can be saved now; the same may succeed a little later. */
public final class StoreUnavailableException extends StoreException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
