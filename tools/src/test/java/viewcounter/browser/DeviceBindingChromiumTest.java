package viewcounter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static viewcounter.step5.Forms.PASSWORD;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.passwords.BcryptHasher;
import viewcounter.site.OtherSite;
import viewcounter.step5.App;
import viewcounter.step5.Dependencies;
import viewcounter.step5.Nginx;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;

/**
 * A real Chromium, behind nginx, to which a session is bound. It signs no more
 * than six times in nine minutes, so all of this is one story.
 */
class DeviceBindingChromiumTest {

  private static final String BOUND = "__Host-bound";

  private final AdjustableClock clock = new AdjustableClock();

  @RegisterExtension
  final TestServer server = new TestServer(settings -> App.start(settings,
      new Dependencies(new BcryptHasher(4), clock, line -> {})));

  @TempDir
  Path profile;

  @Test
  void row_47_the_owner_goes_on_and_a_copy_of_her_cookies_dies()
      throws Exception {
    try (Nginx nginx = Nginx.start(server.port(), server.data())) {
      X509Certificate certificate = certificate();
      String site = nginx.httpsSite() + "/";
      try (Chromium jane = Chromium.openBinding(certificate, profile);
          OtherSite mail = new OtherSite("127.0.0.1",
              "<a href='" + site + "'>Your views</a>")) {
        jane.visits(site + "register");
        jane.fillsIn("jane", PASSWORD, PASSWORD);
        jane.presses();
        jane.sees("User \"jane\" has 1 view");
        jane.keeps(BOUND); // it has registered its key
        jane.visits(site);
        jane.sees("User \"jane\" has 2 views");

        Browser thief = new Browser(nginx.httpsSite());
        thief.cookies().putAll(jane.cookies());
        assertEquals(200, thief.visits("/").statusCode());
        minutesPass(jane);
        assertEquals(401, thief.visits("/").statusCode());
        jane.visits(site);
        jane.sees("User \"jane\" has 4 views");
        assertEquals(401, thief.visits("/").statusCode());

        minutesPass(jane);
        jane.visits(mail.url());
        jane.follows("Your views");
        jane.sees("User \"jane\" has 5 views");

        jane.visits(site + "logout");
        jane.presses();
        jane.sees("New here?");
        assertFalse(jane.cookies().containsKey(BOUND));
        logsIn(jane);
        jane.sees("User \"jane\" has 6 views");
        jane.keeps(BOUND);
        minutesPass(jane);
        jane.visits(site);
        jane.sees("User \"jane\" has 7 views");
      }
      try (Chromium jane = Chromium.openBinding(certificate, profile)) {
        jane.visits(site); // whose session's cookie ended with the browser
        jane.sees("New here?");
        logsIn(jane);
        jane.sees("User \"jane\" has 8 views");
        minutesPass(jane);
        jane.visits(site);
        jane.sees("User \"jane\" has 9 views");
      }
    }
  }

  private void minutesPass(Chromium browser) {
    clock.move(Duration.ofMinutes(6));
    browser.losesCookie(BOUND);
  }

  private static void logsIn(Chromium browser) {
    browser.fillsIn("jane", PASSWORD);
    browser.presses();
  }

  private X509Certificate certificate() throws Exception {
    try (InputStream file = Files.newInputStream(
        server.data().resolve("nginx/cert.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509")
          .generateCertificate(file);
    }
  }
}
