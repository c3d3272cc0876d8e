package viewcounter.site;

import java.util.Map;
import viewcounter.launch.Settings;

/** A server that somebody else has started, in whatever language. */
public final class RemoteSite extends Site {

  private final String url;
  private final String suffix =
      Long.toString(System.nanoTime() & 0xfffff | 0x100000, 36);

  public RemoteSite(int step, String url) {
    super(step);
    this.url = url.replaceAll("/+$", "");
  }

  /** Where a step runs, unless somebody says otherwise. */
  public static String usualUrl(Map<String, String> environment) {
    return "http://localhost:" + Settings.port(environment, "PORT", "3000");
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
