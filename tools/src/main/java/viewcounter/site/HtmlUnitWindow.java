package viewcounter.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.htmlunit.Page;
import org.htmlunit.SgmlPage;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** A window of HtmlUnit, which every computer has. */
public final class HtmlUnitWindow implements Window {

  private final WebClient browser = new WebClient();

  public HtmlUnitWindow() {
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    browser.getOptions().setThrowExceptionOnScriptError(false);
    browser.getOptions().setTimeout(10_000);
    browser.getOptions().setDownloadImages(true); // or none would ever fail
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
  public void goesBack() {
    try {
      browser.getCurrentWindow().getHistory().back();
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

  /** HtmlUnit runs it whatever the page's policy says: that is read here. */
  @Override
  public boolean runsInjected(String html, String expression) {
    page().getBody().setAttribute("data-injected", html);
    page().executeJavaScript("document.body.innerHTML ="
        + " document.body.getAttribute('data-injected')");
    browser.waitForBackgroundJavaScript(5_000);
    if (!value(expression).equals("true")) {
      throw new Unmet("HtmlUnit does not run " + html);
    }
    return page().getWebResponse().getResponseHeaders().stream()
        .filter(header -> header.getName()
            .equalsIgnoreCase("Content-Security-Policy"))
        .allMatch(header -> ContentSecurityPolicy.of(header.getValue())
            .allowsInlineScript());
  }

  @Override
  public void close() {
    browser.close();
  }

  private HtmlPage page() {
    return (HtmlPage) browser.getCurrentWindow().getEnclosedPage();
  }
}
