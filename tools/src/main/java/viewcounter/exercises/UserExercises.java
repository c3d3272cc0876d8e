package viewcounter.exercises;

import static viewcounter.exercises.Exercise.exercise;
import static viewcounter.site.Expect.rejects;
import static viewcounter.site.Expect.says;

import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;
import viewcounter.store.Store;
import viewcounter.testing.Browser;

/** Something to add to steps 3 and 4. */
final class UserExercises {

  /** A user as step 3 stores one. */
  private record OldUser(String user, int views) {}

  static final List<Exercise> ALL = List.of(

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
          }));

  private UserExercises() {}
}
