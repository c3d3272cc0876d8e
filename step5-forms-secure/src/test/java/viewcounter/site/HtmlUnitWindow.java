package viewcounter.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.htmlunit.Page;
import org.htmlunit.SgmlPage;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** A window of HtmlUnit, which is there on each computer. */
public final class HtmlUnitWindow implements Window {

  private final WebClient browser = new WebClient();

  public HtmlUnitWindow() {
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    browser.getOptions().setThrowExceptionOnScriptError(false);
    browser.getOptions().setTimeout(10_000);
  }

  @Override
  public void opens(String address) {
    try {
      browser.getPage(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void presses() {
    try {
      page().<DomElement>querySelector("button").click();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void types(String field, String text) {
    page().<HtmlInput>querySelector("input[name=" + field + "]")
        .setValue(text);
  }

  @Override
  public String text() {
    return page().asNormalizedText();
  }

  @Override
  public String textInFrame() {
    Page framed = page().getFrames().get(0).getEnclosedPage();
    return framed instanceof SgmlPage sgml ? sgml.asNormalizedText() : "";
  }

  @Override
  public String value(String expression) {
    return String.valueOf(
        page().executeJavaScript(expression).getJavaScriptResult());
  }

  /** HtmlUnit knows no policy for scripts: read it as browsers do. */
  @Override
  public boolean runsInjected(String html, String expression) {
    String policy = page().getWebResponse()
        .getResponseHeaderValue("Content-Security-Policy");
    return policy == null || policy.contains("unsafe-inline")
        || !policy.contains("script-src") && !policy.contains("default-src");
  }

  @Override
  public void close() {
    browser.close();
  }

  private HtmlPage page() {
    return (HtmlPage) browser.getCurrentWindow().getEnclosedPage();
  }
}
