package viewcounter.spec;

import static viewcounter.checks.Check.behaviour;
import static viewcounter.site.Expect.rejects;
import static viewcounter.site.Expect.says;
import static viewcounter.site.Expect.sendsTo;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import viewcounter.checks.Check;
import viewcounter.site.AccountForm;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;

/** What each step does for its visitors. */
final class Behaviours {

  static final List<Check> ALL = List.of(

      behaviour("A new browser has 1 view, then 2", 1, 2)
          .by(site -> {
            Visitor jane = site.visitor("jane");
            says("Views: 1", jane.visits("/"), "The first GET /");
            says("Views: 2", jane.visits("/"), "The second GET /, with the"
                + " cookie of the first,");
          }),

      behaviour("Each browser has its own count", 1, 2)
          .by(site -> {
            site.visitor("jane").visits("/");
            says("Views: 1", site.visitor("robert").visits("/"),
                "GET / without a cookie");
          }),

      behaviour("The page is HTML", 1, 2, 3, 4, 5)
          .by(site -> {
            String type = String.valueOf(site.visitor("jane").isThere()
                .visits("/").contentType());
            if (!type.startsWith("text/html")) {
              throw new Unmet("GET / has to be of the type"
                  + " text/html, but it is " + type);
            }
          }),

      behaviour("A visitor who is not logged in is asked to log in", 3, 4)
          .by(site -> says("Please log in", site.visitor("jane").visits("/"),
              "GET / without a cookie")),

      behaviour("A visitor who is not logged in is redirected to the login"
          + " page", 5)
          .by(site -> sendsTo("/login", site,
              site.visitor("jane").visits("/"), "GET / without a cookie")),

      behaviour("Signing up is confirmed, and logs in", 3, 4)
          .by(site -> {
            Visitor jane = site.visitor("jane");
            says("User " + jane.name() + " created & logged in",
                jane.signsUp(PASSWORD), "Signing up");
            counts(1, jane);
          }),

      behaviour("Filling in the sign-up form logs in", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane");
            sendsTo("/", site, jane.signsUp(PASSWORD), "Signing up");
            counts(1, jane);
          }),

      behaviour("Logging in on another browser continues the count", 3, 4)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            Visitor phone = site.visitor("jane");
            says("User " + jane.name() + " logged in",
                phone.logsIn(PASSWORD), "Logging in");
            counts(before + 1, phone);
          }),

      behaviour("Filling in the login form on another browser"
          + " continues the count", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            Visitor phone = site.visitor("jane");
            sendsTo("/", site, phone.logsIn(PASSWORD), "Logging in");
            counts(before + 1, phone);
          }),

      behaviour("Logging in with an unknown name leads to sign-up", 3)
          .by(site -> {
            Visitor nobody = site.visitor("nobody");
            sendsTo("/create/" + nobody.name(), site,
                nobody.logsIn(PASSWORD), "Logging in with an unknown name");
          }),

      behaviour("Signing up with an existing name keeps its count", 3)
          .by(site -> {
            int before = site.visitor("jane").isThere().views();
            Visitor again = site.visitor("jane");
            again.signsUp(PASSWORD);
            counts(before + 1, again);
          }),

      behaviour("A wrong password is rejected, and so is an unknown name", 4, 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor other = site.visitor("nobody");
            rejects("Incorrect username or password",
                other.logsInAs(jane, "a wrong one"), "A wrong password");
            rejects("Incorrect username or password",
                other.logsIn("a wrong one"), "An unknown name");
            if (other.views() > 0) {
              throw new Unmet("A visitor who was rejected must not be"
                  + " logged in");
            }
          }),

      behaviour("Signing up with an existing name is rejected", 4, 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            rejects("User " + jane.name() + " already exists",
                site.visitor("jane").signsUp("another password"),
                "Signing up with an existing name");
          }),

      behaviour("Logging out works, and leads to the first page", 3, 4)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            sendsTo("/", site, jane.logsOut(), "GET /logout");
            says("Please log in", jane.visits("/"), "GET / after that");
          }),

      behaviour("Pressing the button to log out logs out", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            sendsTo("/login", site, jane.logsOut(), "Logging out");
            sendsTo("/login", site, jane.visits("/"), "GET / after that");
          }),

      behaviour("A name may have any letters, symbols and spaces", 3, 4, 5)
          .by(site -> {
            Visitor zoe = site.visitor("Zoë 🍋 d'Or");
            zoe.signsUp(PASSWORD);
            zoe.logsOut();
            zoe.logsIn(PASSWORD);
            says("view", zoe.visits("/"), "GET / as " + zoe.name());
          }),

      behaviour("The name stays in the form when the password was wrong", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Response response =
                site.visitor("jane").logsIn("a wrong one");
            rejects("value=\"" + jane.name() + "\"", response,
                "A wrong password");
          }),

      behaviour("A password that is typed differently the second time is"
          + " rejected", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane");
            AccountForm form = AccountForm.signUp(site.step(), jane.browser(),
                jane.name(),
                PASSWORD);
            rejects("", jane.sends(form.withLastPassword("correct house")),
                "Signing up with two passwords that differ");
          }),

      behaviour("A password of 7 characters is rejected, one of 64 is not", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane");
            rejects("", jane.signsUp("7 chars"), "A password of 7 characters");
            sendsTo("/", site, jane.signsUp("a long one, ".repeat(6)
                .substring(0, 64)), "A password of 64 characters");
          }),

      behaviour("Neither capital letters in a name matter, nor spaces"
          + " around it", 5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor loud = new Visitor(site, site.newBrowser(),
                " " + jane.name().toUpperCase() + " ");
            sendsTo("/", site, loud.logsIn(PASSWORD),
                "Logging in as" + loud.name());
          }),

      behaviour("A name keeps 20 characters, and < > \" become _", 5)
          .by(site -> {
            Visitor odd = site.visitor("<\"" + "x".repeat(30));
            odd.signsUp(PASSWORD);
            odd.logsIn(PASSWORD);
            says("User \"__" + "x".repeat(18) + "\" has", odd.visits("/"),
                "GET / as " + odd.name());
          }));

  private Behaviours() {}

  private static void counts(int views, Visitor person) {
    says("User \"" + person.name() + "\" has " + views
        + (views == 1 ? " view" : " views"), person.visits("/"),
        "GET / after that");
  }
}
