package viewcounter.site;

/** A server that somebody else has started, in whatever language. */
public final class RemoteSite extends Site {

  private final String url;
  private final String suffix =
      Long.toString(System.nanoTime() & 0xfffff | 0x100000, 36);

  public RemoteSite(int step, String url) {
    super(step);
    this.url = url.replaceAll("/+$", "");
  }

  @Override
  public String url() {
    return url;
  }

  /** It may know our names from an earlier run: each attack has new ones. */
  @Override
  public String nameOf(String name) {
    return name.matches(".*[<>&\"].*") ? name : name + suffix;
  }

  @Override
  public Window newWindow() {
    return new HtmlUnitWindow();
  }

  @Override
  public void close() {
    // whoever started it stops it
  }
}
