package org.eclipse.jetty.util;

/**
 * The one class of Jetty 9 that Spark's routes need: Spark decodes the parts of
 * a path by itself, and says by this exception that one is no UTF-8. In Jetty
 * 12 there is no class by this name.
 */
public abstract class Utf8Appendable {

  private Utf8Appendable() {}

  public static class NotUtf8Exception extends IllegalArgumentException {

    public NotUtf8Exception(String reason) {
      super(reason);
    }
  }
}
