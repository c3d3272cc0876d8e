package viewcounter.exercises;

import static viewcounter.exercises.Exercise.exercise;
import static viewcounter.site.Expect.rejects;
import static viewcounter.site.Expect.says;
import static viewcounter.site.Expect.sendsTo;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;
import viewcounter.store.Store;
import viewcounter.store.StoreDump;
import viewcounter.testing.Browser;

/** Something to add to each step. */
final class Exercises {

  /** A user as step 3 stores one. */
  private record OldUser(String user, int views) {}

  static final List<Exercise> ALL = List.of(

      exercise(1, "welcome", "On the first visit, `/` says"
          + " `Welcome! Views: 1`; after that `Views: 2` as before")
          .by(site -> {
            Browser jane = site.newBrowser();
            says("Welcome! Views: 1", jane.visits("/"), "The first GET /");
            Response second = jane.visits("/");
            says("Views: 2", second, "The second GET /");
            if (second.asString().contains("Welcome")) {
              throw new Unmet("The second GET / must not welcome"
                  + " anybody, but it says: " + second.asString());
            }
          }),

      exercise(1, "start-over", "`GET /start-over` redirects to `/`, where"
          + " the browser's count starts again at 1; other counts go on"
          + " (a `Response` has a method `redirect`, and a `Session` has"
          + " `removeAttribute` and `invalidate`)")
          .by(site -> {
            Browser jane = site.newBrowser();
            Browser robert = site.newBrowser();
            robert.sees("/");
            jane.sees("/");
            jane.sees("/");
            sendsTo("/", site, jane.visits("/start-over"), "GET /start-over");
            says("Views: 1", jane.visits("/"), "GET / after that");
            says("Views: 2", robert.visits("/"), "GET / of somebody else");
          }),

      exercise(2, "each-day", "Each day, in local time, the counts start"
          + " again at 1; a restart on the same day changes nothing")
          .by(site -> {
            site.restartWith(Day.one());
            Browser jane = site.newBrowser();
            jane.sees("/");
            site.restartWith(Day.one());
            says("Views: 2", jane.visits("/"), "GET / on the same day");
            site.restartWith(Day.two());
            says("Views: 1", jane.visits("/"), "GET / on the next day");
            says("Views: 2", jane.visits("/"), "GET / on the next day again");
          }),

      exercise(2, "forget-me", "`GET /forget-me` ends the session: its cookie"
          + " no longer works, and after a stop none of it is left in the files"
          + " (a `Session` has a method `invalidate`)")
          .by(site -> {
            Browser jane = site.newBrowser();
            jane.sees("/");
            Browser thief = site.newBrowser().withCookiesOf(jane);
            String id = jane.cookies().get("session_cookie");
            int status = jane.visits("/forget-me").statusCode();
            if (status >= 400) {
              throw new Unmet("GET /forget-me has to be answered,"
                  + " but the response is " + status);
            }
            says("Views: 1", thief.visits("/"), "GET / with the old cookie");
            site.program().stop();
            if (StoreDump.at(site.data()).contains(id)) {
              throw new Unmet("After GET /forget-me and a stop, the"
                  + " files must no longer contain the session's id");
            }
          }),

      exercise(3, "last-login", "`/login/jane` says when she last logged in:"
          + " `User jane logged in, last time on 2026-01-05`, in local time."
          + " Signing up counts as a login. Users stored before"
          + " your change have no date yet: `User jane logged in`")
          .by(site -> {
            site.program().stop();
            try (Store store = Store.open(site.data())) {
              store.table("users", OldUser.class)
                  .put("zoe", new OldUser("zoe", 7));
            }
            site.start(Day.one());
            Browser jane = site.newBrowser();
            jane.sees("/create/jane");
            site.restartWith(Day.two());
            String login = "User jane logged in, last time on ";
            says(login + Day.date(Day.one()), jane.visits("/login/jane"),
                "GET /login/jane on the next day");
            says(login + Day.date(Day.two()), jane.visits("/login/jane"),
                "GET /login/jane again");
            Browser zoe = site.newBrowser();
            String first = zoe.sees("/login/zoe");
            if (!first.equals("User zoe logged in")) {
              throw new Unmet("GET /login/zoe, for a user who was"
                  + " stored before your change, has to say: User zoe logged"
                  + " in, but it says: " + first);
            }
            says("User \"zoe\" has 8 views", zoe.visits("/"),
                "GET / after that");
          }),

      exercise(3, "top-three", "`GET /top` lists the three users with the most"
          + " views, like `jane 4, zoe 3, robert 2`; an empty page if there are"
          + " no users (a `Table` has a method `keys`, which takes a"
          + " condition)")
          .by(site -> {
            says("", site.newBrowser().visits("/top"),
                "GET /top, without any user,");
            List<String> names = List.of("ali", "robert", "zoe", "jane");
            for (String name : names) {
              Browser browser = site.newBrowser();
              browser.sees("/create/" + name);
              IntStream.rangeClosed(0, names.indexOf(name))
                  .forEach(view -> browser.sees("/"));
            }
            String top = site.newBrowser().sees("/top").strip();
            if (!top.equals("jane 4, zoe 3, robert 2")) {
              throw new Unmet("GET /top has to say: jane 4, zoe 3,"
                  + " robert 2, but it says: " + top);
            }
          }),

      exercise(4, "eight-characters", "`/create/jane/short` answers 400 and"
          + " `A password has 8 characters or more`, and creates no user")
          .by(site -> {
            Visitor jane = site.visitor("jane");
            Response response = jane.signsUp("7 chars");
            rejects("A password has 8 characters or more", response,
                "A password of 7 characters");
            if (jane.views() > 0) {
              throw new Unmet("A visitor who was rejected must not be"
                  + " logged in");
            }
            says("created", jane.signsUp("8 chars."),
                "A password of 8 characters, with the same name,");
          }),

      exercise(4, "new-password", "`GET /password/old/new` changes the password"
          + " of the user who is logged in, and says `Password changed`. If the"
          + " old one is wrong, or nobody is logged in, the response is 4xx."
          + " The views stay, and all other browsers of the user are logged"
          + " out")
          .by(site -> {
            Visitor jane = site.visitor("jane");
            jane.signsUp("first");
            Visitor phone = site.visitor("jane");
            phone.logsIn("first");
            jane.visits("/");
            rejects("", site.newBrowser().visits("/password/first/second"),
                "GET /password/first/second without a login");
            rejects("", jane.visits("/password/wrong/second"),
                "GET /password/wrong/second");
            says("logged in", site.visitor("jane").logsIn("first"),
                "Logging in with the old password, which was not changed,");
            says("Password changed", jane.visits("/password/first/second"),
                "GET /password/first/second");
            rejects("", site.visitor("jane").logsIn("first"),
                "Logging in with the old password");
            says("logged in", site.visitor("jane").logsIn("second"),
                "Logging in with the new password");
            says("User \"jane\" has 2 views", jane.visits("/"),
                "GET / after that, and once before,");
            says("Please log in", phone.visits("/"), "GET / on another"
                + " browser, logged in with the old password,");
          }),

      exercise(4, "log-out-everywhere", "`GET /logout/everywhere` logs the user"
          + " out on all browsers; what it answers is up to you. Logging in"
          + " again works, and other users stay logged in. (Step 5 uses this"
          + " step's `User` as well: keep a constructor with three parameters)")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor robert = site.visitor("robert").isThere();
            Visitor phone = site.visitor("jane").comesBack();
            jane.visits("/logout/everywhere");
            says("Please log in", jane.visits("/"), "GET / after"
                + " /logout/everywhere");
            says("Please log in", phone.visits("/"), "GET / on another"
                + " browser after /logout/everywhere");
            says("User \"robert\" has", robert.visits("/"), "GET / of"
                + " somebody else");
            phone.comesBack();
            says("User \"jane\" has", phone.visits("/"), "GET / after"
                + " another login");
          }),

      exercise(5, "not-the-name", "At sign-up, a password that is the username,"
          + " in capital letters or not, with spaces around it or not, is"
          + " rejected with 422 and the hint"
          + " `Please choose a password that is not your name` at the password")
          .by(site -> {
            String hint = "Please choose a password that is not your name";
            Visitor jane = site.visitor("janejane");
            rejects(hint, jane.signsUp("JaneJane"), "The name as the password");
            rejects(hint, site.visitor("  janejane ").signsUp("JaneJane"),
                "The same, with spaces around the name,");
            rejects(hint, jane.signsUp(" janejane  "),
                "The same, with spaces around the password,");
            sendsTo("/", site, jane.signsUp(PASSWORD),
                "Signing up with another password");
          }),

      exercise(5, "password-form", "`/password` has a form with the fields"
          + " `old`, `password` and `repeated`. It changes the password"
          + " of the user who is logged in, logs out all their other"
          + " browsers (hint: a session can hold something that changes with"
          + " the password), and leads to `/`; everyone else is redirected to"
          + " `/login`. If something is wrong, the response is 422 with"
          + " `Incorrect password`, or the hints that sign-up has. Guesses are"
          + " slowed down as at login (429)")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Browser browser = jane.browser();
            Visitor phone = site.visitor("jane").comesBack();
            sendsTo("/login", site, site.newBrowser().visits("/password"),
                "GET /password without a login");
            sendsTo("/login", site, site.newBrowser().submits("/password",
                "old", PASSWORD), "POST /password without a login");
            says("name=\"old\"", browser.visits("/password"),
                "GET /password");
            rejects("Incorrect password", browser.submits("/password", "old",
                "wrong", "password", "another one", "repeated",
                "another one"), "A wrong old password");
            rejects("Please use at least 8 characters",
                browser.submits("/password", "old", PASSWORD, "password",
                    "short", "repeated", "short"), "A short new password");
            rejects("The two passwords are not the same",
                browser.submits("/password", "old", PASSWORD, "password",
                    "another one", "repeated", "another two"),
                "Two new passwords that differ");
            sendsTo("/", site, browser.submits("/password", "old", PASSWORD,
                "password", "another one", "repeated", "another one"),
                "Changing the password");
            says("User \"jane\" has", browser.visits("/"),
                "GET / after that");
            sendsTo("/login", site, phone.visits("/"), "GET / on another"
                + " browser, logged in with the old password,");
            rejects("Incorrect", site.visitor("jane").logsIn(PASSWORD),
                "Logging in with the old password");
            sendsTo("/", site, site.visitor("jane").logsIn("another one"),
                "Logging in with the new password");
            Response guess = null;
            for (int i = 0; i < 12; i++) {
              guess = browser.submits("/password", "old", "wrong", "password",
                  "another two", "repeated", "another two");
            }
            rejects("Please wait", guess, "The twelfth wrong old password");
          }));

  private Exercises() {}
}
