package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.testing.Browser;

/** Headers that lie to the server, and headers that are missing. */
final class HeaderAttacks {

  static final List<Attack> ALL = List.of(

      attack("A forged X-Forwarded-Proto is trusted")
          .closed(1, 2, 3, 4, 5)
          .because("anybody can send that header")
          .stoppedAt("forged X-Forwarded-Proto")
          .despite("Secure_only_when_the_app_sees_HTTPS_is_never_set_"
              + "behind_a_proxy")
          .shows(30)
          .by(site -> {
            // if it is believed, the cookie differs
            String honest = attributes(begin(site, "mallory",
                site.newBrowser()));
            String forged = attributes(begin(site, "mallet",
                site.newBrowser().withHeader("X-Forwarded-Proto", "https")));
            site.story().note("The cookie has " + (honest.equals(forged)
                ? "the same attributes" : "other attributes")
                + " with this header: " + forged);
            return !honest.equals(forged);
          }),

      attack("A forged X-Forwarded-For evades the rate limit")
          .doesNotApply("there is no limit to evade", 1, 2, 3, 4)
          .closed(5)
          .because("anybody can send that header")
          .stoppedAt("forged X-Forwarded-For")
          .unlessReplacedBy("return true;")
          .despite("a_rate_limit_by_X_Forwarded_For_counts_made_up_IP_"
              + "addresses")
          .shows(30)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            for (int i = 0; i < 30; i++) {
              fromAnywhere(site, i).logsInAs(jane, "guess " + i);
            }
            Visitor mallory = fromAnywhere(site, 30);
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }),

      attack("A header turns a link into a login, or any GET into a POST")
          .closed(1, 2, 3, 4, 5)
          .because("following a link must stay safe")
          .stoppedAt("method override")
          .shows(11)
          .by(site -> {
            Visitor mallory = site.visitor("mallory");
            mallory.browser().withHeader("X-HTTP-Method-Override", "POST");
            int status = mallory.visits("/").statusCode();
            return status == 404 || status == 405; // there is no POST to it
          }),

      attack("A forged Host redirects the visitor to another site")
          .doesNotApply("it redirects nobody", 1, 2)
          .closed(3, 4, 5)
          .because("a cache would send others there, too")
          .stoppedAt("Host header injection")
          .shows(46)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.browser().withHeader("Host", "evil.example");
            if (jane.visits("/").statusCode() == 421) {
              return false; // only its own name is served
            }
            Response out = jane.logsOut();
            return out.header("Location").contains("evil.example");
          }),

      attack("Each response names the server and its version")
          .closed(1, 2, 3, 4, 5)
          .because("attackers learn which known vulnerabilities to try")
          .stoppedAt("server fingerprinting")
          .unlessRemoved()
          .shows(32)
          .by(site -> {
            String server = site.visitor("mallory").visits("/")
                .header("Server");
            site.story().note(server == null
                ? "The response has no Server header."
                : "The response has the header Server: " + server);
            return String.valueOf(server).matches(".*\\d.*");
          }),

      attack("The browser may guess the content type of a response (MIME"
          + " sniffing)")
          .works(1, 2, 3, 4).closed(5)
          .because("a text may then run as a script")
          .stoppedAt("MIME sniffing")
          .unlessRemoved()
          .shows(14)
          .by(site -> isMissing(site, "X-Content-Type-Options", "nosniff")),

      attack("The next site learns which site the visitor came from")
          .works(1, 2, 3, 4).closed(5)
          .because("that can say much about the visitor")
          .stoppedAt("URL in the Referer")
          .unlessRemoved()
          .shows(14)
          .by(site -> isMissing(site, "Referrer-Policy", "same-origin")));

  private HeaderAttacks() {}

  private static Response begin(Site site, String name, Browser browser) {
    Visitor someone =
        new Visitor(site, browser, site.nameOf(name), "Mallory");
    return site.step() < 3 ? someone.visits("/") : someone.signsUp(PASSWORD);
  }

  private static String attributes(Response response) {
    return response.header("Set-Cookie").replaceFirst("=[^;]*", "");
  }

  private static Visitor fromAnywhere(Site site, int number) {
    Visitor mallory = site.visitor("mallory");
    mallory.browser().withHeader("X-Forwarded-For", "192.0.2." + number)
        .withHeader("X-Real-IP", "192.0.2." + number)
        .withHeader("Forwarded", "for=192.0.2." + number);
    return mallory;
  }

  private static boolean isMissing(Site site, String header, String value) {
    String sent = site.visitor("jane").visits("/").header(header);
    site.story().note("The response has "
        + (sent == null ? "no " + header : header + ": " + sent) + ".");
    return !value.equals(sent);
  }
}
