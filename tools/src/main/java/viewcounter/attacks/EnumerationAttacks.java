package viewcounter.attacks;

import static java.util.stream.Collectors.toSet;
import static viewcounter.attacks.Attack.attack;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import viewcounter.site.Visitor;

/** How somebody finds out who has an account. */
final class EnumerationAttacks {

  static final List<Attack> ALL = List.of(

      attack("An unknown name costs no hash, so its response comes sooner"
          + " (timing attack)")
          .needsPasswords()
          .works(4).closed(5)
          .because("the time of a response reveals who has an account (a timing"
              + " attack)")
          .letInAt("no limit on guesses")
          .stoppedAt("timing attack")
          .unless(code -> code.replaceFirst(
              "(?s)(.*?)\\s+&& (.*?) &&", "$2 && $1\n              &&"))
          .shows(28)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            int before = site.hashings();
            mallory.logsInAs(jane, "a wrong one");
            int forJane = site.hashings() - before;
            mallory.logsInAs(mallory, "a wrong one");
            int forNobody = site.hashings() - before - forJane;
            site.story().note("To answer, the server ran bcrypt " + forJane
                + " time for jane, who has an account, and " + forNobody
                + (forNobody == 1 ? " time" : " times")
                + " for mallory, who has none.");
            return forJane != forNobody;
          }),

      attack("The response to a wrong password reveals who has an account (user"
          + " enumeration)")
          .needsPasswords()
          .closed(4, 5)
          .because("attackers get a list of accounts to try (user"
              + " enumeration)")
          .stoppedAt("user enumeration")
          .despite("answers_that_differ_only_in_their_status_still_"
              + "reveal_who_exists")
          .shows(27)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Response known =
                site.visitor("mallory").logsInAs(jane, "a wrong one");
            Visitor mallory = site.visitor("mallory");
            Response unknown = mallory.logsIn("a wrong one");
            return known.statusCode() != unknown.statusCode()
                || !names(known).equals(names(unknown))
                || !known.asString().replace(jane.name(), "")
                    .equals(unknown.asString().replace(mallory.name(), ""));
          }),

      attack("Signing up reveals who has an account (user enumeration)")
          .needsPasswords()
          .works(4, 5)
          .because("attackers get a list of accounts to try (the remedy:"
              + " sign up by e-mail, and answer there)")
          .by(site -> {
            site.visitor("jane").isThere();
            return site.visitor("jane").playedBy("Mallory")
                .signsUp("another password")
                .asString().contains("already exists");
          }));

  private EnumerationAttacks() {}

  private static Set<String> names(Response response) {
    return response.headers().asList().stream().map(Header::getName)
        .collect(toSet());
  }
}
