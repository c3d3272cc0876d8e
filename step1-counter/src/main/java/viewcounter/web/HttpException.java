package viewcounter.web;

/**
 * Thrown by a route to answer with an error page. The message is for people
 * who read the code: no client ever gets it.
 */
public final class HttpException extends RuntimeException {

  private final int status;

  /** @param status the HTTP status of the response, 400 to 599 */
  public HttpException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
