package viewcounter.attacks;

/** A server that somebody else has started, in whatever language. */
final class RemoteSite extends Site {

  private final String url;
  private final String suffix =
      Long.toString(System.nanoTime() & 0xfffff | 0x100000, 36);

  RemoteSite(int step, String url) {
    super(step);
    this.url = url.replaceAll("/+$", "");
  }

  @Override
  public String url() {
    return url;
  }

  /** It may know our names from an earlier time: others for each attack. */
  @Override
  String nameOf(String name) {
    return name.matches(".*[<>&\"].*") ? name : name + suffix;
  }

  @Override
  Window newWindow() {
    return new HtmlUnitWindow();
  }

  @Override
  public void close() {
    // whoever started it stops it
  }
}
