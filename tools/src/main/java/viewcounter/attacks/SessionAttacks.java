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
import viewcounter.binding.DeviceKey;
import viewcounter.site.AccountForm;
import viewcounter.site.Site;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;
import viewcounter.site.Window;
import viewcounter.story.Story;
import viewcounter.testing.Browser;

/** How a session gets into the wrong hands. */
final class SessionAttacks {

  private static final String NO_LOGIN = "there is no login yet";

  static final List<Attack> ALL = List.of(

      attack("A session planted before the login is logged in afterwards"
          + " (session fixation)")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("whoever planted it is then logged in, too")
          .letInAt("the session keeps the id it had")
          .stoppedAt("session fixation")
          .unlessRemoved()
          .despite("a_session_that_is_emptied_at_login_keeps_its_"
              + "planted_id")
          .shows(2)
          .by(site -> {
            Visitor mallory = site.visitor("mallory").isThere();
            Visitor owner = site.visitor("jane").isThere();
            Visitor jane = site.visitor("jane").withCookiesOf(mallory);
            jane.comesBack();
            return mallory.is(owner);
          }),

      attack("A made-up id becomes a session")
          .closed(1, 2, 3, 4, 5)
          .because("an attacker could plant an id without ever visiting the"
              + " site")
          .stoppedAt("made-up id")
          .despite("an_id_that_is_the_hash_of_a_counter_can_be_guessed")
          .despite("a_cookie_in_Base64_can_be_written_by_anybody")
          .shows(3)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.views();
            String madeUp = "ab".repeat(32);
            Visitor robert = site.visitor("robert");
            site.story().note("Mallory",
                "plants a made-up id in Robert's browser");
            for (String cookie : jane.browser().cookies().keySet()) {
              robert.browser().cookies().put(cookie, madeUp);
            }
            robert.isThere();
            robert.views();
            return robert.browser().cookies().containsValue(madeUp);
          }),

      attack("A session id in the URL works like the cookie")
          .closed(1, 2, 3, 4, 5)
          .because("URLs end up in histories and logs")
          .stoppedAt("id in URL")
          .shows(4)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            return jane.browser().cookies().entrySet().stream()
                .filter(each -> !Story.OTHER_COOKIES.contains(each.getKey()))
                .anyMatch(cookie -> List.of("/;" + cookie.getKey(),
                    "/?" + cookie.getKey(), "/;jsessionid", "/?jsessionid")
                    .stream().anyMatch(path -> Browser.viewsIn(
                        site.visitor("mallory").visits(path + "="
                            + cookie.getValue()).asString()) > before));
          }),

      attack("After logging out, the old cookie still works")
          .doesNotApply(NO_LOGIN, 1, 2)
          .closed(3, 4, 5)
          .because("logging out has to end the session everywhere, also for"
              + " a thief")
          .stoppedAt("session after logout")
          .unlessRemoved()
          .despite("a_log_out_that_only_clears_the_cookie_does_not_end_"
              + "the_session")
          .shows(5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            jane.logsOut();
            return mallory.views() > 0;
          }),

      attack("After logging out, the Back button shows the account page")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("the next person at the browser can press it")
          .stoppedAt("Back after logout")
          .unlessRemoved()
          .shows(36)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            try (Window window = site.windowOf("Jane")) {
              window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(), jane.name(), PASSWORD));
              if (site.step() < 5) {
                // the log-out ends on /, and its page takes that one's place
                window.opens(site.url() + "/?account");
                window.opens(site.url() + "/logout");
              } else {
                window.presses();
              }
              window.goesBack();
              boolean shown = window.text().contains(jane.name());
              site.story().note(shown
                  ? "The page of Jane's account is there for anyone to see."
                  : "Nothing of Jane's account is there to see.");
              return shown;
            }
          }),

      attack("A stolen cookie works on another computer (session hijacking)")
          .works(1, 2, 3, 4, 5)
          .because("the cookie is all that identifies a browser, so"
              + " everything depends on keeping it safe")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            return mallory.views() == before + 1;
          }),

      attack("A copied cookie opens the account minutes later")
          .works(1, 2, 3, 4).closed(5)
          .because("malware copies cookies by the thousand, and those who buy"
              + " them use them later")
          .stoppedAt("hijacking")
          .unlessReplacedBy("return true;")
          .despite("a_session_tied_to_an_IP_address_locks_out_a_phone_on_a_"
              + "train")
          .despite("a_session_tied_to_the_User_Agent_stops_nobody_who_"
              + "copies_that_too")
          .shows(47)
          .by(site -> {
            DeviceKey key = new DeviceKey(); // Chrome would have it in a chip
            Visitor jane = site.visitor("jane");
            if (site.step() < 5) {
              jane.isThere();
            } else {
              Response login = jane.signsUp(PASSWORD);
              key.register(jane.browser(), login);
              site.story().note("Jane's browser",
                  "registers a key, and gets a second cookie");
            }
            int before = jane.views();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            if (site.step() == 5) {
              site.passTime(Duration.ofMinutes(6));
              key.refresh(jane.browser());
              site.story().note("Jane's browser",
                  "signs a challenge, and gets another second cookie");
            } else {
              site.story().note("Here, a cookie lasts for hours.");
            }
            int seen = mallory.views();
            if (jane.views() <= before) {
              throw new Unmet("Jane has to be logged in still");
            }
            return seen > before;
          }),

      attack("A cookie stolen yesterday still works")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("a session has to end, however much it is used")
          .stoppedAt("session without end")
          .unlessReplacedBy("Duration.ofDays(30));")
          .shows(7)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            for (int minutes = 0; minutes < 24 * 60; minutes += 2 * 14) {
              // one look may be forgotten, if the last one is not over yet
              site.passTime(Duration.ofMinutes(14));
              mallory.views();
              site.passTime(Duration.ofMinutes(14));
              jane.views();
            }
            return mallory.views() > 0;
          }),

      attack("A browser left alone for an hour is still logged in")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("somebody else may be sitting there by now")
          .stoppedAt("session left alone")
          .unlessReplacedBy("Duration.ofDays(1),")
          .shows(6)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            site.passTime(Duration.ofHours(1));
            return jane.views() > 0;
          }),

      attack("A stolen data folder contains session ids that work")
          .doesNotApply("nothing is in its folder", 1)
          .works(2, 3, 4).closed(5)
          .because("files get stolen: backups, for instance")
          .stoppedAt("session ids in stolen data")
          .unless(code -> code.replaceFirst("return .* : ", "return "))
          .shows(9)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            String data = site.stolenData();
            boolean found = jane.browser().cookies().values().stream()
                .anyMatch(data::contains);
            site.story().note("Mallory", "steals the data folder, and "
                + (found ? "finds the id in Jane's cookie there"
                    : "looks in vain for the id in Jane's cookie"));
            return found && before + 1
                == site.visitor("mallory").withCookiesOf(jane).views();
          }),

      attack("A script in the page can read the cookie")
          .closed(1, 2, 3, 4, 5)
          .because("a single injected script could then steal sessions")
          .stoppedAt("cookie theft by a script")
          .unlessRemoved()
          .shows(8)
          .by(site -> !cookie(site, "HttpOnly").isHttpOnly()),

      attack("The cookie is sent over plain HTTP")
          .works(1, 2, 3, 4).closed(5)
          .because("whoever is on the same network can read it")
          .stoppedAt("cookie over plain HTTP")
          .unlessReplacedBy("false,")
          .despite("Secure_only_when_the_app_sees_HTTPS_is_never_set_"
              + "behind_a_proxy")
          .shows(8)
          .by(site -> {
            // how a browser treats it that got it from the site by HTTPS
            CookieManager browser = new CookieManager();
            browser.put(URI.create("https://views.example/"),
                Map.of("Set-Cookie", List.of(setCookie(site, "Secure"))));
            return !browser.get(URI.create("http://views.example/"), Map.of())
                .get("Cookie").isEmpty();
          }),

      attack("The cookie is sent with another site's POST (CSRF)")
          .works(1, 2, 3, 4).closed(5)
          .because("the other site could then act for the visitor (browsers"
              + " differ where SameSite is not set)")
          .stoppedAt("cookie sent cross-site")
          .unlessReplacedBy(";")
          .shows(8)
          .by(site -> {
            String cookie = setCookie(site, "SameSite");
            return !cookie.contains("SameSite=Lax")
                && !cookie.contains("SameSite=Strict");
          }),

      attack("Another host of the same domain can set the cookie (cookie"
          + " tossing)")
          .works(1, 2, 3, 4).closed(5)
          .because("only a name with __Host- is safe from that (RFC 6265bis)")
          .stoppedAt("cookie tossing")
          .unlessReplacedBy("\"session\",")
          .shows(8)
          .by(site ->
              !cookie(site, "__Host-").getName().startsWith("__Host-")));

  private SessionAttacks() {}

  private static Cookie cookie(Site site, String matters) {
    return first(site, matters).detailedCookies().asList().stream()
        .filter(each -> !Story.OTHER_COOKIES.contains(each.getName()))
        .findFirst().orElseThrow();
  }

  private static String setCookie(Site site, String matters) {
    return setCookie(first(site, matters));
  }

  /**
   * The response that begins a session.
   *
   * @param matters the words of its cookie that decide
   */
  private static Response first(Site site, String matters) {
    Visitor jane = site.visitor("jane");
    Response response = site.step() < 3 ? jane.visits("/")
        : jane.signsUp(PASSWORD);
    String cookie = setCookie(response)
        .replaceFirst("=[^;]*", "=...").replaceFirst("; Expires=[^;]*", "");
    site.story().note("Set-Cookie " + (cookie.contains(matters) ? "has "
        : "lacks ") + matters + ": " + cookie);
    return response;
  }

  private static String setCookie(Response response) {
    return response.headers().getValues("Set-Cookie").stream()
        .filter(each -> Story.OTHER_COOKIES.stream()
            .noneMatch(each::startsWith))
        .findFirst().orElseThrow();
  }
}
