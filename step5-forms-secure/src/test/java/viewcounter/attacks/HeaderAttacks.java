package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.testing.Browser;
import viewcounter.testing.RawHttp;

/** Headers that lie to the server, and headers that are missing. */
final class HeaderAttacks {

  static final List<Attack> ALL = List.of(

      attack("A forged X-Forwarded-Proto is believed")
          .closed(1, 2, 3, 4, 5)
          .because("anybody can write that header")
          .by(site -> {
            // believed, it makes another cookie
            String honest = attributes(begin(site, site.newBrowser()));
            String forged = attributes(begin(site, site.newBrowser()
                .withHeader("X-Forwarded-Proto", "https")));
            return !honest.equals(forged);
          }),

      attack("A forged X-Forwarded-For gets round the limit of guesses")
          .doesNotApply("there is no limit to get round", 1, 2, 3, 4)
          .closed(5)
          .because("anybody can write that header")
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
          .because("what is safe to follow must stay so")
          .by(site -> {
            Browser browser = site.newBrowser()
                .withHeader("X-HTTP-Method-Override", "POST");
            int status = browser.visits("/").statusCode();
            return status == 404 || status == 405; // there is no POST to it
          }),

      attack("A forged Host sends the visitor to another site")
          .doesNotApply("it sends nobody anywhere", 1, 2)
          .closed(3, 4, 5)
          .because("what it caches would send others there, too")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.browser().withHeader("Host", "evil.example");
            Response out = jane.logsOut();
            return out.header("Location").contains("evil.example");
          }),

      attack("Each answer tells which server it is, and which version")
          .closed(1, 2, 3, 4, 5)
          .because("it saves an attacker the search for a hole that fits")
          .by(site -> String.valueOf(site.newBrowser().visits("/")
              .header("Server")).matches(".*\\d.*")),

      attack("The browser guesses what type a page is of")
          .works(1, 2, 3, 4).closed(5)
          .because("a text may then run as a script")
          .by(site -> isMissing(site, "X-Content-Type-Options", "nosniff")),

      attack("The next site learns the address that one came from")
          .works(1, 2, 3, 4).closed(5)
          .because("an address can say much about its visitor")
          .by(site -> isMissing(site, "Referrer-Policy", "same-origin")),

      attack("A cookie writes on the terminal what it obeys, such as to clear"
          + " it")
          .closed(1, 2, 3, 4, 5)
          .because("whoever looks on would believe what is then there")
          .by(site -> {
            String shown = site.terminalDuring(() -> RawHttp.get(
                URI.create(site.url()).getPort(), "/",
                "Cookie: a=seen\u009B2J"));
            return !shown.contains("a=seen") || shown.contains("\u009B");
          }),

      attack("A name writes a line of its own into the security log")
          .doesNotApply("there is no such log yet", 1, 2, 3, 4)
          .closed(5)
          .because("whoever reads the log would believe it")
          .by(site -> {
            String forged = "x\nlogin user=\"root\"";
            site.visitor(forged).signsUp(PASSWORD);
            site.visitor("jane").isThere();
            site.visitor("jane").logsInAs(site.visitor(forged), "wrong");
            return site.log().isEmpty() || site.log().stream().anyMatch(
                line -> line.contains("\n") || line.contains("\"root\""));
          }),

      attack("A password that was typed into the wrong field is in the log")
          .doesNotApply("there is no such log yet", 1, 2, 3, 4)
          .closed(5)
          .because("more people read a log than a password is for")
          .by(site -> {
            site.visitor("jane").isThere();
            site.visitor(PASSWORD).logsIn("oops");
            return site.log().size() < 2
                || site.log().toString().contains(PASSWORD);
          }));

  private HeaderAttacks() {}

  private static Response begin(Site site, Browser browser) {
    Visitor someone = new Visitor(site, browser,
        site.nameOf("visitor" + System.nanoTime() % 1_000_000));
    return site.step() < 3 ? someone.visits("/") : someone.signsUp(PASSWORD);
  }

  private static String attributes(Response answer) {
    return answer.header("Set-Cookie").replaceFirst("=[^;]*", "");
  }

  private static Visitor fromAnywhere(Site site, int number) {
    Visitor mallory = site.visitor("mallory");
    mallory.browser().withHeader("X-Forwarded-For", "192.0.2." + number)
        .withHeader("X-Real-IP", "192.0.2." + number)
        .withHeader("Forwarded", "for=192.0.2." + number);
    return mallory;
  }

  private static boolean isMissing(Site site, String header, String value) {
    return !value.equals(site.newBrowser().visits("/").header(header));
  }
}
