package viewcounter.persistence;

/** The store cannot keep such data, however often somebody tries. */
public final class UnstorableException extends StoreException {

  public UnstorableException(String message, Throwable cause) {
    super(message, cause);
  }
}
