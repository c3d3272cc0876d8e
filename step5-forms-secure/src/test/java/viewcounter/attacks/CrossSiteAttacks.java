package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import viewcounter.site.AccountForm;
import viewcounter.site.OtherSite;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.site.Window;

/** What a page of another site makes the visitor's browser do. */
final class CrossSiteAttacks {

  private static final String NO_LOGIN = "there is no login yet";

  static final List<Attack> ALL = List.of(

      attack("Another site's page logs the visitor out")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("only the visitor may do that")
          .by(site -> !lured(site,
              AccountForm.logOut(site.step(), site.newBrowser()), "jane")),

      attack("A link logs the visitor out")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("browsers and mail programs follow links by themselves")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.visits("/logout");
            return !jane.is(jane);
          }),

      attack("Another site's page signs the visitor up")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("what they then enter belongs to somebody else")
          .by(site -> lured(site, AccountForm.signUp(site.step(),
              site.newBrowser(), site.nameOf("mallory"), PASSWORD),
              "mallory")),

      attack("Another site's page logs the visitor in as somebody else")
          .doesNotApply(NO_LOGIN, 1, 2)
          .works(3, 4).closed(5)
          .because("what they then enter belongs to somebody else")
          .by(site -> {
            site.visitor("mallory").isThere();
            return lured(site, AccountForm.logIn(site.step(), site.newBrowser(),
                site.nameOf("mallory"), PASSWORD), "mallory");
          }),

      attack("The page shows in a frame of another site (clickjacking)")
          .works(1, 2, 3, 4).closed(5)
          .because("the visitor would press its buttons without seeing them")
          .by(site -> {
            try (Window window = site.newWindow();
                OtherSite other = OtherSite.thatFrames(site)) {
              window.opens(site.url() + "/");
              String alone = withoutNumbers(window.text());
              window.opens(other.url());
              return withoutNumbers(window.textInFrame()).contains(alone)
                  || !isRefusedToFrames(site.newBrowser().visits("/"));
            }
          }),

      attack("Another site loads its files, and gets hold of its window")
          .works(1, 2, 3, 4).closed(5)
          .because("what is loaded there can be spied out there")
          .by(site -> {
            var answer = site.newBrowser().visits("/");
            return answer.header("Cross-Origin-Resource-Policy") == null
                || answer.header("Cross-Origin-Opener-Policy") == null;
          }));

  private CrossSiteAttacks() {}

  /**
   * Jane is logged in, goes to another site, and presses the button there.
   * Whether the site takes her for somebody of this name afterwards.
   */
  private static boolean lured(Site site, AccountForm form, String name)
      throws Exception {
    try (Window window = site.newWindow();
        OtherSite other = OtherSite.thatSends(form, site)) {
      window.sends(site, AccountForm.signUp(site.step(), site.newBrowser(),
          site.nameOf("jane"), PASSWORD));
      window.opens(site.url() + "/");
      if (!greets(window, site.nameOf("jane"))) {
        throw new AssertionError("Jane has to be logged in: "
            + window.text());
      }
      window.opens(other.url());
      window.presses();
      window.opens(site.url() + "/");
      return greets(window, site.nameOf(name));
    }
  }

  /** Browsers that are old look at one header, new ones at another. */
  private static boolean isRefusedToFrames(Response answer) {
    return "DENY".equals(answer.header("X-Frame-Options"))
        && String.valueOf(answer.header("Content-Security-Policy"))
            .contains("frame-ancestors 'none'");
  }

  private static boolean greets(Window window, String name) {
    return window.text().contains("User \"" + name + "\" has ");
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "");
  }
}
