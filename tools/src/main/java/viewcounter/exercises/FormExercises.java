package viewcounter.exercises;

import static viewcounter.exercises.Exercise.exercise;
import static viewcounter.site.Expect.rejects;
import static viewcounter.site.Expect.says;
import static viewcounter.site.Expect.sendsTo;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.util.List;
import viewcounter.site.Visitor;
import viewcounter.testing.Browser;

/** Something to add to step 5. */
final class FormExercises {

  static final List<Exercise> ALL = List.of(

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

  private FormExercises() {}
}
