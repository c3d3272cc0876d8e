package viewcounter.attacks;

import static java.util.stream.Collectors.toSet;
import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import viewcounter.attacks.Attack.Draft;
import viewcounter.site.AccountForm;
import viewcounter.site.ProcessSite;
import viewcounter.site.Site;
import viewcounter.site.Visitor;

/** How a password leaks, or protects nobody. */
final class PasswordAttacks {

  private static final String NONE = "there are no passwords yet";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What lets guesses in, what stops them, and what does not. */
  private static final UnaryOperator<Draft> GUESS_LIMIT = draft -> draft
      .letInAt("no limit on guesses")
      .stoppedAt("brute force")
      .shows(29)
      .unlessReplacedBy("return 0;")
      .despite("an_account_that_is_locked_after_three_guesses_shuts_"
          + "its_owner_out");

  static final List<Attack> ALL = List.of(

      attack("The password is in the URL: in the history and in every log on"
          + " the way")
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
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

      attack("Passwords can be guessed as fast as the server hashes (brute"
          + " force)")
          .doesNotApply(NONE, 1, 2, 3)
          .works(4).closed(5)
          .because("the first million guesses find most passwords")
          .with(GUESS_LIMIT)
          .despite("a_rate_limit_by_X_Forwarded_For_counts_made_up_IP_"
              + "addresses")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            for (int i = 0; i < 30; i++) {
              mallory.logsInAs(jane, "guess " + i);
            }
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }),

      attack("Guesses from hundreds of computers are not slowed down"
          + " (distributed brute force)")
          .doesNotApply(NONE, 1, 2, 3)
          .works(4).closed(5)
          .because("computers can be rented")
          .with(GUESS_LIMIT)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            guessFromEverywhere(site, jane);
            Visitor mallory = site.visitorFrom("203.0.113.1", "mallory");
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }),

      attack("Enough wrong guesses lock the owner out")
          .doesNotApply(NONE, 1, 2, 3)
          .closed(4, 5)
          .because("anybody could then keep anybody out")
          .stoppedAt("lockout")
          .unlessReplacedBy("if (true) {")
          .despite("an_account_that_is_locked_after_three_guesses_shuts_"
              + "its_owner_out")
          .shows(29, 40)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            guessFromEverywhere(site, jane);
            Visitor phone = site.visitorFrom("192.0.2.1", "jane");
            phone.logsIn(PASSWORD);
            return !phone.is(jane);
          }),

      attack("Wrong guesses from the owner's own IP address lock the owner"
          + " out")
          .doesNotApply(NONE, 1, 2, 3)
          .closed(4, 5)
          .because("a school, an office or a mobile network shares one IP"
              + " address")
          .stoppedAt("lockout from the same IP address")
          .unlessRemoved()
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            jane.logsOut();
            Visitor mallory = site.visitorFrom("192.0.2.1", "mallory");
            for (int i = 1; i <= 30; i++) {
              mallory.logsInAs(jane, "guess " + i);
            }
            jane.logsIn(PASSWORD);
            return !jane.is(jane);
          }),

      attack("A name that looks like an IP address locks out whoever is there")
          .doesNotApply(NONE, 1, 2, 3)
          .closed(4, 5)
          .because("guesses at a name must not count for an IP address")
          .stoppedAt("name like an IP address")
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            jane.comesBack();
            Visitor nobody = site.visitor("@192.0.2.1");
            for (int i = 1; i <= 110; i++) {
              site.visitorFrom("198.51.100." + i, "mallory")
                  .logsInAs(nobody, "guess " + i);
            }
            Visitor phone = site.visitorFrom("192.0.2.1", "jane");
            phone.logsIn(PASSWORD);
            return !phone.is(jane);
          }),

      attack("An unknown name costs no hash, so its response comes sooner"
          + " (timing attack)")
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
          .works(4, 5)
          .because("attackers get a list of accounts to try (the remedy:"
              + " sign up by e-mail, and answer there)")
          .by(site -> {
            site.visitor("jane").isThere();
            return site.visitor("jane").playedBy("Mallory")
                .signsUp("another password")
                .asString().contains("already exists");
          }),

      attack("The most common passwords are accepted")
          .doesNotApply(NONE, 1, 2, 3)
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
          .doesNotApply(NONE, 1, 2, 3)
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
          }),

      attack("Hundreds of sign-ups at once shut everyone else out")
          .doesNotApply(NONE, 1, 2, 3)
          .closed(4, 5)
          .because("a slow hash must not stop the rest of the site")
          .stoppedAt("thread pool exhaustion")
          .by(site -> {
            try (ProcessSite program = site.asPeopleRunIt()) {
              Visitor jane = program.visitor("jane").isThere();
              HttpRequest signUp = signUp(program, "robert");
              List<CompletableFuture<Integer>> crowd =
                  IntStream.range(0, 300).mapToObj(i ->
                      CLIENT.sendAsync(signUp, BodyHandlers.discarding())
                          .thenApply(HttpResponse::statusCode)).toList();
              site.story().note("Mallory", crowd.size()
                  + " sign-ups at once, each of which needs a hash");
              boolean answered = jane.views() > 0;
              long hashedBefore = crowd.stream().filter(status ->
                  status.isDone() && status.join() != 503).count();
              site.story().note("When Jane had her response, " + hashedBefore
                  + " of Mallory's had been hashed.");
              return !answered || hashedBefore > 50; // she had to wait
            }
          }),

      attack("A password of 100,000 characters keeps the server busy (denial"
          + " of service)")
          .doesNotApply(NONE, 1, 2, 3)
          .closed(4, 5)
          .because("a large request must not cause much work")
          .stoppedAt("large body")
          .by(site -> {
            int before = site.hashings();
            int status;
            try {
              status = site.visitor("jane")
                  .signsUp("long".repeat(25_000)).statusCode();
            } catch (Exception e) {
              if (!(e instanceof SocketException)) {
                throw e;
              }
              status = 400; // it hung up before all was sent
            }
            return status < 400 || site.hashings() != before;
          }),

      attack("One guess at each of many accounts is not slowed down (password"
          + " spraying)")
          .doesNotApply(NONE, 1, 2, 3)
          .works(4).closed(5)
          .because("many people choose the same password")
          .letInAt("no limit on guesses")
          .stoppedAt("password spraying")
          .unlessRemoved()
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            for (int i = 0; i < 120; i++) {
              mallory.logsInAs(site.visitor("user" + i), PASSWORD);
            }
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }));

  private PasswordAttacks() {}

  /** More wrong guesses than any limit allows, each from another client. */
  private static void guessFromEverywhere(Site site, Visitor victim)
      throws Exception {
    for (int i = 1; i <= 210; i++) {
      site.visitorFrom("198.51.100." + i, "mallory")
          .logsInAs(victim, "guess " + i);
    }
  }

  private static Set<String> names(Response response) {
    return response.headers().asList().stream().map(Header::getName)
        .collect(toSet());
  }

  private static HttpRequest signUp(Site site, String name) {
    AccountForm form =
        AccountForm.signUp(site.step(), site.newBrowser(), name, PASSWORD);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.url() + form.path()));
    if (form.method().equals("post")) {
      request.header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form.encoded()));
    }
    return request.build();
  }
}
