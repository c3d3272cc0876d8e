package viewcounter.course;

import static viewcounter.site.Visitor.PASSWORD;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import viewcounter.site.AccountForm;
import viewcounter.site.OtherSite;
import viewcounter.site.Site;
import viewcounter.site.Visitor;

/**
 * A page of Mallory's site.
 *
 * @param onStep4 what should happen in it
 * @param html makes its content, from what the step answers right then
 */
record Trap(String path, String title, String onStep4, String onStep5,
    Callable<String> html) {

  /**
   * All traps for those who use a site.
   *
   * @param mallory has an account and a session there
   */
  static List<Trap> on(Site site, Supplier<Visitor> mallory) {
    return List.of(
        new Trap("/logout", "A page that logs you out",
            "You are logged out: the site does whatever a GET asks for.",
            "You stay logged in. Your browser says that another site sent the"
                + " form, and SameSite=Lax kept your cookie at home.",
            () -> button(site,
                AccountForm.logOut(site.step(), site.newBrowser()))),
        new Trap("/login", "A page that logs you in as Mallory",
            "You are Mallory now. Whatever you enter is in Mallory's account.",
            "You are still you: the site rejects a form from another site.",
            () -> button(site, AccountForm.logIn(site.step(),
                site.newBrowser(), mallory.get().name(), PASSWORD))),
        new Trap("/signup", "A page that signs you up",
            "You have a new account, whose password Mallory knows.",
            "You are still you: the site rejects a form from another site.",
            () -> button(site, AccountForm.signUp(site.step(),
                site.newBrowser(), "victim" + System.nanoTime() % 100_000,
                PASSWORD))),
        new Trap("/frame", "A page that shows yours in a frame",
            "The frame shows the site, and Mallory could put anything over it."
                + " (A browser that keeps cookies out of frames shows it"
                + " without your session.)",
            "The frame does not show the site: X-Frame-Options and"
                + " frame-ancestors forbid it. (Chrome draws a sad page there,"
                + " with “localhost refused to connect”.)",
            () -> "<iframe src='" + site.url() + "/'></iframe>"),
        new Trap("/plant", "A page that plants Mallory's session",
            "Cookies do not know ports, so this page of localhost could plant"
                + " a session. Log in again as yourself, then look at what"
                + " Mallory sees: your account.",
            "The login gives you another session id, so the planted one leads"
                + " Mallory nowhere. (Only a page of the same host can plant"
                + " this cookie, at whatever port; a sibling such as"
                + " blog.example.com cannot.)",
            () -> "<p>As " + mallory.get().name() + ", she got a cookie and"
                + " planted it. Log in again, at " + (site.step() == 5
                    ? "<a href='" + site.url() + "/login'>" + site.url()
                        + "/login</a>"
                    : "<code>" + site.url() + "/login/NAME/PASSWORD</code>")
                + ".</p><p><a href='/look'>What Mallory sees</a></p>"));
  }

  /** The trap is sprung on its own page, not by the link that leads there. */
  private static String button(Site site, AccountForm form) {
    return "<p>Press the button, as a visitor who suspects nothing would:</p>"
        + OtherSite.html(form, site);
  }
}
