package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import viewcounter.site.AccountForm;
import viewcounter.site.ProcessSite;
import viewcounter.site.Visitor;

/** How a password leaks, or protects nobody. */
final class PasswordAttacks {

  static final List<Attack> ALL = List.of(

      attack("The password is in the URL: in the history and in every log on"
          + " the way")
          .needsPasswords()
          .works(4).closed(5)
          .because("URLs end up in histories and logs")
          .letInAt("a password in the URL stays")
          .stoppedAt("password in history")
          .shows(31)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.logsOut();
            jane.comesBack();
            boolean seen = jane.history().stream().anyMatch(address ->
                address.replace("%20", " ").contains(PASSWORD));
            site.story().note("Jane's browser has "
                + (seen ? "the password" : "no password")
                + " in its history.");
            return seen;
          }),

      attack("A password in the URL is accepted")
          .needsPasswords()
          .works(4).closed(5)
          .because("somebody would pass such a link on")
          .letInAt("a password in the URL stays")
          .stoppedAt("password in the URL")
          .unlessRemoved()
          .shows(31)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor other = site.visitor("mallory");
            AccountForm form = AccountForm.logIn(site.step(), other.browser(),
                jane.name(),
                PASSWORD);
            String query = form.fields().isEmpty() ? "" : "?" + form.encoded();
            other.visits(form.path() + query);
            other.sends(new AccountForm(form.method(), form.page(),
                form.path() + query, Map.of()));
            return other.is(jane);
          }),

      attack("A stolen data folder shows the passwords kept in plain text")
          .needsPasswords()
          .works(4)
          .doesNotApply("it cannot keep them in plain text", 5)
          .because("people use the same password elsewhere")
          .stoppedAt("passwords in stolen data")
          .despite("SHA_256_hashes_are_guessed_for_all_users_at_once")
          .by(site -> {
            site.story().note("The owner", "starts the step with --plaintext");
            try (ProcessSite program = site.asPeopleRunIt("--plaintext")) {
              program.visitor("jane").isThere();
              boolean found = program.stolenData().contains(PASSWORD);
              site.story().note("Mallory", "steals the data folder, and "
                  + (found ? "reads there: " + PASSWORD
                      : "finds no password there"));
              return found;
            }
          }),

      attack("A stolen data folder shows the passwords kept with bcrypt")
          .needsPasswords()
          .closed(4, 5)
          .because("a hash has to be slow (cost 10 or more) and salted")
          .stoppedAt("passwords in stolen data")
          .despite("SHA_256_hashes_are_guessed_for_all_users_at_once")
          .shows(26)
          .by(site -> {
            try (ProcessSite program = site.asPeopleRunIt()) {
              program.visitor("jane").isThere();
              program.visitor("robert").isThere(); // with the same password
              List<String> hashes = Pattern.compile(
                  "\\$2a\\$[1-3]\\d\\$[./A-Za-z0-9]{53}")
                  .matcher(program.stolenData()).results()
                  .map(match -> match.group()).distinct().toList();
              site.story().note("Mallory",
                  "steals the data folder, and finds " + hashes.size()
                      + " different hashes of the same password there");
              return program.stolenData().contains(PASSWORD)
                  || hashes.size() < 2;
            }
          }),

      attack("The most common passwords are accepted")
          .needsPasswords()
          .works(4).closed(5)
          .because("ten guesses are enough for the most common ones")
          .stoppedAt("common passwords")
          .unless(code -> code.replaceFirst("(?s)=.*", "= Set.of();"))
          .shows(24)
          .by(site -> List.of("password", "12345678", "IloveYou", "football",
              "a", "1234").stream().anyMatch(password -> {
                Visitor jane = site.visitor("jane");
                jane.signsUp(password);
                return jane.views() > 0;
              })),

      attack("A long password is silently truncated")
          .needsPasswords()
          .works(4).closed(5)
          .because("what is cut off protects nobody")
          .letInAt("no limit on guesses")
          .stoppedAt("truncation")
          .unlessReplacedBy("return true;")
          .shows(22)
          .by(site -> {
            String bytes72 = "long ".repeat(15).substring(0, 72);
            Visitor jane = site.visitor("jane");
            jane.signsUp(bytes72 + "and the rest");
            boolean taken = jane.views() > 0;
            jane.logsOut();
            jane.logsIn(bytes72 + "and the rest");
            Visitor robert = site.visitor("robert");
            robert.signsUp(bytes72);
            Visitor mallory = site.visitor("mallory");
            site.story().note("Mallory", "types the first 72 bytes of their"
                + " passwords, and then something else");
            mallory.logsInAs(jane, bytes72 + "and something else");
            mallory.logsInAs(robert, bytes72 + "and something else");
            Visitor zoe = site.visitor("zoë"); // C ends a text at a NUL
            zoe.signsUp("12345678\0and the rest");
            return mallory.views() > 0 || taken && jane.views() == 0
                || zoe.views() > 0;
          }));

  private PasswordAttacks() {}
}
