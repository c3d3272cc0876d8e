package org.eclipse.jetty.util;

/**
 * The one class of Jetty 9 that Spark's routes need: Spark itself decodes the
 * parts of a path, and throws this exception if one is not UTF-8. Jetty 12 has
 * no class of this name.
 */
public abstract class Utf8Appendable {

  private Utf8Appendable() {}

  public static class NotUtf8Exception extends IllegalArgumentException {

    public NotUtf8Exception(String reason) {
      super(reason);
    }
  }
}
