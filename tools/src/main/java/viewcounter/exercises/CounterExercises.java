package viewcounter.exercises;

import static viewcounter.exercises.Exercise.exercise;
import static viewcounter.site.Expect.says;
import static viewcounter.site.Expect.sendsTo;

import io.restassured.response.Response;
import java.util.List;
import viewcounter.site.Unmet;
import viewcounter.store.StoreDump;
import viewcounter.testing.Browser;

/** Something to add to steps 1 and 2. */
final class CounterExercises {

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
          }));

  private CounterExercises() {}
}
