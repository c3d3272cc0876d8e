package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.util.List;
import viewcounter.site.AccountForm;
import viewcounter.site.Site;
import viewcounter.site.Visitor;
import viewcounter.site.Window;

/** What one visitor types, and another one's browser runs. */
final class ScriptAttacks {

  private static final String NO_NAMES = "there are no names yet";

  /** The second one fits into 20 characters. */
  private static final List<String> SCRIPTS = List.of(
      "<script>name='run'</script>", "<svg onload=name=1>",
      "\"><script>name='run'</script>");

  static final List<Attack> ALL = List.of(

      attack("A name that is a script runs in the browser of whoever sees it"
          + " (stored)")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("it can do there all that its owner can")
          .by(site -> anyRuns(site, (window, script) -> {
            site.visitor(script).signsUp(PASSWORD);
            window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(),
                script, PASSWORD));
            window.opens("about:blank");
            window.value("name = ''");
            window.opens(site.url() + "/");
          })),

      attack("A name that is a script runs in the answer to it (reflected)")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("the link to it can be sent to anybody")
          .by(site -> anyRuns(site, (window, script) ->
              window.sends(site, AccountForm.signUp(site.step(),
                  site.newBrowser(),
                  script, "password")))
              || anyRuns(site, (window, script) ->
              window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(),
                  script, "wrong")))),

      attack("A name keeps its angle brackets for whoever prints it next")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("a mail or a list may forget to escape it")
          .by(site -> {
            Visitor bold = site.visitor("<b>jane</b>");
            bold.signsUp(PASSWORD);
            return bold.visits("/").htmlPath()
                .getString("**.find { it.name() == 'body' }")
                .contains("<b>") || bold.browser().sees("/").contains("<b>");
          }),

      attack("A name shows as something else than it is")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("what is not escaped is not shown")
          .by(site -> {
            Visitor odd = site.visitor("a&lt;b");
            odd.signsUp(PASSWORD);
            return odd.browser().sees("/").contains("a&lt;b")
                || odd.signsUp(PASSWORD).asString().contains("User a&lt;b ");
          }),

      attack("Where one escape is forgotten, the script runs")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("somebody will forget one")
          .by(site -> {
            try (Window window = site.newWindow()) {
              window.opens(site.url() + "/");
              return window.runsInjected(
                  "<img src=x onerror=\"window.name='run'\">",
                  "window.name === 'run'");
            }
          }));

  private ScriptAttacks() {}

  private interface Prank {
    void play(Window window, String script) throws Exception;
  }

  private static boolean anyRuns(Site site, Prank prank) throws Exception {
    for (String script : SCRIPTS) {
      try (Window window = site.newWindow()) {
        prank.play(window, script);
        if (!window.value("name").isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
