package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import java.util.function.UnaryOperator;
import viewcounter.site.AccountForm;
import viewcounter.site.OtherSite;
import viewcounter.site.Site;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;
import viewcounter.site.Window;

/** What a page of another site makes the visitor's browser do. */
final class CrossSiteAttacks {

  /** What stops a form from another site, and what does not. */
  private static final UnaryOperator<AttackDraft> ORIGIN_CHECK = draft -> draft
      .stoppedAt("CSRF")
      .shows(10)
      .unlessRemoved()
      .despite("a_check_of_the_Referer_passes_requests_without_it_or_"
          + "with_a_lookalike");

  static final List<Attack> ALL = List.of(

      attack("Another site's page logs the visitor out (CSRF)")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("only the visitor may do that")
          .letInAt("any link can log a visitor out")
          .despite("a_POST_instead_of_a_GET_can_be_sent_by_other_sites_too")
          .with(ORIGIN_CHECK)
          .onPage("A page that logs you out")
          .by(site -> !lured(site,
              AccountForm.logOut(site.step(), site.newBrowser()), "jane")),

      attack("A link logs the visitor out")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("browsers and mail programs follow links on their own")
          .letInAt("any link can log a visitor out")
          .stoppedAt("logout by a link")
          .despite("a_hidden_link_can_be_typed")
          .shows(11)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.visits("/logout");
            return !jane.is(jane);
          }),

      attack("Another site's page signs the visitor up (CSRF)")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("what they enter then goes to somebody else's account")
          .with(ORIGIN_CHECK)
          .onPage("A page that signs you up")
          .by(site -> lured(site, AccountForm.signUp(site.step(),
              site.newBrowser(), site.nameOf("mallory"), PASSWORD),
              "mallory")),

      attack("Another site's page logs the visitor in as somebody else (login"
          + " CSRF)")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("what they enter then goes to somebody else's account")
          .with(ORIGIN_CHECK)
          .onPage("A page that logs you in as Mallory")
          .by(site -> {
            site.visitor("mallory").isThere();
            return lured(site, AccountForm.logIn(site.step(), site.newBrowser(),
                site.nameOf("mallory"), PASSWORD), "mallory");
          }),

      attack("Another site can show the page in a frame (clickjacking)")
          .works(1, 2, 3, 4).closed(5)
          .because("the visitor would press its buttons without seeing them")
          .stoppedAt("clickjacking")
          .unlessRemoved()
          .onPage("A page that shows yours in a frame")
          .shows(13)
          .by(site -> {
            try (Window window = site.windowOf("Jane");
                OtherSite other = OtherSite.thatFrames(site)) {
              window.opens(site.url() + "/");
              String alone = withoutNumbers(window.text());
              window.opens(other.url());
              boolean shown =
                  withoutNumbers(window.textInFrame()).contains(alone);
              site.story().note("The frame in Mallory's page "
                  + (shown ? "shows the site." : "stays empty."));
              return shown || isShownByOtherBrowsers(site);
            }
          }),

      attack("Another site can load the site's files and keep a handle on its"
          + " window")
          .works(1, 2, 3, 4).closed(5)
          .because("what another site can load, it can spy on")
          .stoppedAt("cross-site leak")
          .unlessRemoved()
          .shows(14)
          .by(site -> {
            Response response = site.visitor("jane").visits("/");
            return lacks(site, response, "Cross-Origin-Resource-Policy")
                | lacks(site, response, "Cross-Origin-Opener-Policy");
          }));

  private CrossSiteAttacks() {}

  /**
   * Jane is logged in, goes to another site, and presses the button there.
   * Whether the site takes her for somebody of this name afterwards.
   */
  private static boolean lured(Site site, AccountForm form, String name)
      throws Exception {
    try (Window window = site.windowOf("Jane");
        OtherSite other = OtherSite.thatSends(form, site)) {
      window.sends(site, AccountForm.signUp(site.step(), site.newBrowser(),
          site.nameOf("jane"), PASSWORD));
      window.opens(site.url() + "/");
      if (!greets(window, site.nameOf("jane"))) {
        throw new Unmet("Jane has to be logged in: "
            + window.text());
      }
      window.opens(other.url());
      window.presses();
      window.opens(site.url() + "/");
      return greets(window, site.nameOf(name));
    }
  }

  private static boolean lacks(Site site, Response response, String header) {
    String value = response.header(header);
    site.story().note("The response has "
        + (value == null ? "no " + header : header + ": " + value) + ".");
    return value == null;
  }

  /** Old browsers look at one header, new ones at another. */
  private static boolean isShownByOtherBrowsers(Site site) {
    Response response = site.newBrowser().visits("/");
    boolean forOld = "DENY".equals(response.header("X-Frame-Options"));
    boolean forNew = String.valueOf(response.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
    if (!forOld) {
      site.story().note("Without X-Frame-Options, a browser that does not know"
          + " frame-ancestors shows it.");
    }
    if (!forNew) {
      site.story().note("Without frame-ancestors, a browser that does not know"
          + " X-Frame-Options shows it.");
    }
    return !forOld || !forNew;
  }

  private static boolean greets(Window window, String name) {
    return window.text().contains("User \"" + name + "\" has ");
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "");
  }
}
