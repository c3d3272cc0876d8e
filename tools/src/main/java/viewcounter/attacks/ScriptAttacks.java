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
  private static final String FIRST_FIELD =
      "(document.querySelector('input') || {}).value";

  /** The second one fits into 20 characters. */
  private static final List<String> SCRIPTS = List.of(
      "<script>name='run'</script>", "<svg onload=name=1>",
      "\"><script>name='run'</script>");

  static final List<Attack> ALL = List.of(

      attack("A name that is a script runs in the browser of everyone who"
          + " sees it (stored XSS)")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("it can do there whatever that person can do")
          .letInAt("the name is printed as it came")
          .stoppedAt("stored XSS")
          .despite("removing_script_tags_from_a_name_creates_new_ones")
          .shows(19)
          .by(site -> anyRuns(site, (window, script) -> {
            site.visitor(script).playedBy("Mallory").signsUp(PASSWORD);
            window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(),
                script, PASSWORD));
            window.opens("about:blank");
            window.value("name = ''");
            window.opens(site.url() + "/");
          })),

      attack("A name that is a script runs in the response to it (reflected"
          + " XSS)")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("the link to it can be sent to anybody")
          .letInAt("the name is printed as it came")
          .stoppedAt("reflected XSS")
          .despite("removing_script_tags_from_a_name_creates_new_ones")
          .shows(19)
          .by(site -> anyRuns(site, (window, script) -> {
            AccountForm form = AccountForm.signUp(site.step(),
                site.newBrowser(), script, PASSWORD);
            if (form.page() != null) { // or the response has no name
              site.visitor(script).playedBy("Mallory").sends(form);
            }
            window.sends(site, form);
          })
              || anyRuns(site, (window, script) ->
              window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(),
                  script, "wrong")))),

      attack("A name keeps its angle brackets for the next program that"
          + " prints it")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("a mail or a list may forget to escape it")
          .letInAt("the name is printed as it came")
          .stoppedAt("second-order injection")
          .unlessReplacedBy(";")
          .by(site -> {
            Visitor bold =
                site.visitor("<b>jane</b>").playedBy("Mallory");
            bold.signsUp(PASSWORD);
            return bold.visits("/").htmlPath()
                .getString("**.find { it.name() == 'body' }")
                .contains("<b>") || bold.browser().sees("/").contains("<b>");
          }),

      attack("A name is displayed as something else")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("what is not escaped is not shown as it was typed")
          .letInAt("the name is printed as it came")
          .stoppedAt("stored XSS")
          .unless(code -> code.replaceFirst("(\\{\\{.*?}})", "{$1}"))
          .shows(19)
          .by(site -> {
            Visitor odd = site.visitor("a&lt;b").playedBy("Mallory");
            odd.signsUp(PASSWORD);
            String page = odd.visits("/").asString();
            site.story().note("The page has the source "
                + (page.contains("a&lt;b") ? "a&lt;b: a browser shows a<b."
                    : "a&amp;lt;b: a browser shows a&lt;b."));
            return page.contains("a&lt;b")
                || odd.signsUp(PASSWORD).asString().contains("User a&lt;b ");
          }),

      attack("Where one escape is forgotten, an injected script runs")
          .doesNotApply(NO_NAMES, 1, 2)
          .works(3, 4).closed(5)
          .because("sooner or later, somebody forgets one")
          .stoppedAt("injected script")
          .unlessRemoved()
          .shows(13)
          .by(site -> {
            try (Window window = site.windowOf("Jane")) {
              window.opens(site.url() + "/");
              String html = "<img src=x onerror=\"window.name='run'\">";
              boolean runs = window.runsInjected(html,
                  "window.name === 'run'");
              site.story().note("Mallory", "gets " + html + " into the page");
              site.story().note("The script in it "
                  + (runs ? "runs." : "does not run."));
              return runs;
            }
          }));

  private ScriptAttacks() {}

  private interface Prank {
    void play(Window window, String script) throws Exception;
  }

  private static boolean anyRuns(Site site, Prank prank) throws Exception {
    for (String script : SCRIPTS) {
      try (Window window = site.windowOf("Jane")) {
        prank.play(window, script);
        boolean runs = !window.value("name").isEmpty();
        boolean typed = script.equals(window.value(FIRST_FIELD));
        site.story().note(runs ? "The script runs in Jane's browser." : typed
            ? "The form shows the script as text, so it does not run."
            : "The script does not run.");
        if (runs) {
          return true;
        }
      }
    }
    return false;
  }
}
