package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import viewcounter.site.AccountForm;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.site.Window;
import viewcounter.testing.Browser;

/** How a session gets into the wrong hands. */
final class SessionAttacks {

  private static final String NO_LOGIN = "there is no login yet";

  static final List<Attack> ALL = List.of(

      attack("A session that was planted before the login is logged in after"
          + " it (session fixation)")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("who planted it is logged in, too")
          .by(site -> {
            Visitor mallory = site.visitor("mallory").isThere();
            Visitor owner = site.visitor("jane").isThere();
            Visitor jane = site.visitor("jane").withCookiesOf(mallory);
            jane.comesBack();
            return mallory.is(owner);
          }),

      attack("An id that somebody made up becomes a session")
          .closed(1, 2, 3, 4, 5)
          .because("then an id can be planted without ever being here")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.views();
            String madeUp = "ab".repeat(32);
            Visitor robert = site.visitor("robert");
            for (String cookie : jane.browser().cookies().keySet()) {
              robert.browser().cookies().put(cookie, madeUp);
            }
            robert.isThere();
            robert.views();
            return robert.browser().cookies().containsValue(madeUp);
          }),

      attack("A session id in the address is as good as the cookie")
          .closed(1, 2, 3, 4, 5)
          .because("others get to see addresses")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            return jane.browser().cookies().entrySet().stream()
                .anyMatch(cookie -> List.of("/;", "/?").stream()
                    .anyMatch(path -> Browser.viewsIn(site.newBrowser()
                        .sees(path + cookie.getKey().toLowerCase() + "="
                            + cookie.getValue())) > before));
          }),

      attack("After the log-out, the old cookie is still good")
          .doesNotApply(NO_LOGIN, 1, 2)
          .closed(3, 4, 5)
          .because("who logs out wants to be out, also where it was stolen")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor thief = site.visitor("thief").withCookiesOf(jane);
            jane.logsOut();
            return thief.views() > 0;
          }),

      attack("After the log-out, Back shows the page of the account")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("the next person at the browser can press it")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            try (Window window = site.newWindow()) {
              window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(), jane.name(), PASSWORD));
              if (site.step() < 5) {
                window.opens(site.url() + "/logout");
              } else {
                window.presses();
              }
              window.goesBack();
              return window.text().contains(jane.name());
            }
          }),

      attack("A cookie that was stolen is good on another computer")
          .works(1, 2, 3, 4, 5)
          .because("the cookie is all that the site knows a browser by (so"
              + " all depends on keeping it safe)")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            Visitor thief = site.visitor("thief").withCookiesOf(jane);
            return thief.views() == before + 1;
          }),

      attack("A cookie that was stolen yesterday is still good")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("a session has to end, however much it is used")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor thief = site.visitor("thief").withCookiesOf(jane);
            for (int hours = 0; hours < 24; hours++) {
              site.passTime(Duration.ofMinutes(29));
              thief.views();
              site.passTime(Duration.ofMinutes(29));
              jane.views();
            }
            return thief.views() > 0;
          }),

      attack("A browser that was left alone for an hour is still logged in")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("somebody else may sit there by now")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            site.passTime(Duration.ofHours(1));
            return jane.views() > 0;
          }),

      attack("The stolen data folder lets the thief in, by a session's id")
          .doesNotApply("nothing is in its folder", 1)
          .works(2, 3, 4).closed(5)
          .because("files get stolen: backups, for instance")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.views();
            String data = site.stolenData();
            return jane.browser().cookies().values().stream()
                .anyMatch(data::contains);
          }),

      attack("A script in the page can read the cookie")
          .closed(1, 2, 3, 4, 5)
          .because("one script that slips in would have all sessions")
          .by(site -> !cookie(site).isHttpOnly()),

      attack("The cookie travels over plain HTTP")
          .works(1, 2, 3, 4).closed(5)
          .because("whoever is on the same network can read it")
          .by(site -> {
            // how a browser treats it that got it from the site by HTTPS
            CookieManager browser = new CookieManager();
            browser.put(URI.create("https://views.example/"),
                Map.of("Set-Cookie", List.of(setCookie(site))));
            return !browser.get(URI.create("http://views.example/"), Map.of())
                .get("Cookie").isEmpty();
          }),

      attack("The cookie goes along with a form that another site sends")
          .works(1, 2, 3, 4).closed(5)
          .because("the other site acts for the visitor then (browsers differ"
              + " where SameSite is not set)")
          .by(site -> {
            String cookie = setCookie(site);
            return !cookie.contains("SameSite=Lax")
                && !cookie.contains("SameSite=Strict");
          }),

      attack("Another host of the same domain can plant the cookie")
          .works(1, 2, 3, 4).closed(5)
          .because("only a name with __Host- is safe from that (RFC 6265bis)")
          .by(site -> !cookie(site).getName().startsWith("__Host-")));

  private SessionAttacks() {}

  private static Cookie cookie(Site site) {
    return first(site).detailedCookies().iterator().next();
  }

  private static String setCookie(Site site) {
    return first(site).header("Set-Cookie");
  }

  /** The answer that begins a session. */
  private static Response first(Site site) {
    Visitor jane = site.visitor("jane");
    return site.step() < 3 ? jane.visits("/")
        : jane.signsUp(PASSWORD);
  }
}
