package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.CookieManager;
import java.net.URI;
import java.util.List;
import java.util.Map;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.story.Story;

/** What the attributes of the session cookie keep from others. */
final class CookieAttacks {

  static final List<Attack> ALL = List.of(

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

  private CookieAttacks() {}

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
