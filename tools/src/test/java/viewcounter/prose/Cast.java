package viewcounter.prose;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import viewcounter.site.ProcessSite;
import viewcounter.site.Site;
import viewcounter.testing.Browser;

/** The browsers that do what a text says on a running step. */
final class Cast {

  private final Site site;
  private final Map<String, Browser> browsers = new HashMap<>();

  Cast(Site site) {
    this.site = site;
  }

  /** Returns the response to the last request, or null if there is none. */
  Response does(Act act) {
    if (act.end() != null) {
      end(act);
    }
    Browser browser = browser(act.who());
    Response last = null;
    for (int i = 0; i < act.times(); i++) {
      last = act.method().equals("GET") ? browser.visits(act.path())
          : browser.submitsAsItIs(act.path(), act.body(), act.headers());
    }
    return last;
  }

  private void end(Act act) {
    if (act.end().equals("restart")) {
      site.restart(); // its port may be another one then
    } else if (site instanceof ProcessSite process) {
      process.crash();
    } else {
      throw new AssertionError("It runs in this program: " + act);
    }
    browsers.replaceAll((who, browser) ->
        site.newBrowser().withCookiesOf(browser));
  }

  /** A browser that keeps its cookies; another name is another one. */
  Browser browser(String name) {
    return browsers.computeIfAbsent(name, key -> site.newBrowser());
  }
}
