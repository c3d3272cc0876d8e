package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import viewcounter.site.AccountForm;
import viewcounter.site.ProcessSite;
import viewcounter.site.Site;
import viewcounter.site.Visitor;

/** How a few requests keep the whole server busy. */
final class OverloadAttacks {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static final List<Attack> ALL = List.of(

      attack("Hundreds of sign-ups at once shut everyone else out")
          .needsPasswords()
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
          .needsPasswords()
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
          }));

  private OverloadAttacks() {}

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
