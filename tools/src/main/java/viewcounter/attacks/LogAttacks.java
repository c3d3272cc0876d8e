package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.net.URI;
import java.util.List;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.testing.RawHttp;

/** What gets into the terminal and the logs. */
final class LogAttacks {

  static final List<Attack> ALL = List.of(

      attack("A cookie injects control characters into the terminal")
          .closed(1, 2, 3, 4, 5)
          .because("whoever watches the terminal would believe what it shows")
          .stoppedAt("terminal injection")
          .by(site -> {
            site.story().note("Mallory", "GET / with a cookie that has the"
                + " character U+009B, by which a terminal's commands begin");
            String shown = site.terminalDuring(() -> RawHttp.get(
                URI.create(site.url()).getPort(), "/",
                "Cookie: a=seen\u009B2J"));
            boolean sent = shown.contains("\u009B");
            site.story().note("The terminal is sent " + (sent
                ? "that character." : "a question mark in its place."));
            return !shown.contains("a=seen") || sent;
          }),

      attack("A name forges a line in the security log (log injection)")
          .doesNotApply("there is no such log yet", 1, 2, 3, 4)
          .closed(5)
          .because("whoever reads the log would believe it")
          .stoppedAt("log injection")
          .shows(34)
          .by(site -> {
            String forged = "x\nlogin user=\"root\"";
            Visitor mallory = site.visitor(forged).playedBy("Mallory");
            mallory.signsUp(PASSWORD);
            site.visitor("jane").isThere();
            mallory.logsIn("wrong");
            tellTheLog(site);
            return site.log().isEmpty() || site.log().stream().anyMatch(
                line -> line.contains("\n") || line.contains("\"root\""));
          }),

      attack("A password typed into the wrong field ends up in the log")
          .doesNotApply("there is no such log yet", 1, 2, 3, 4)
          .closed(5)
          .because("more people read logs than should know a password")
          .stoppedAt("secret in log")
          .shows(34)
          .by(site -> {
            site.visitor("jane").isThere();
            site.visitor(PASSWORD).playedBy("Jane").logsIn("oops");
            tellTheLog(site);
            return site.log().size() < 2
                || site.log().toString().contains(PASSWORD);
          }));

  private LogAttacks() {}

  private static void tellTheLog(Site site) {
    site.log().forEach(line -> site.story().note("In the log: "
        + line.replaceFirst("\\S+ ", "").replace("\n", "\\n")));
  }
}
