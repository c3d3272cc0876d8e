package viewcounter.course;

/** A command is wrong. The message is a sentence that says what is right. */
final class UsageException extends RuntimeException {

  UsageException(String message) {
    super(message);
  }
}
