package viewcounter.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import viewcounter.attacks.Attack.Outcome;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.LocalSite;
import viewcounter.site.Site;

/**
 * Shows attacks as they are carried out, by what the steps print on their
 * terminal: {@code ./course attack session fixation} shows those whose names
 * have these words.
 */
public final class AttackDemo {

  private static final int LINES = 60; // some send hundreds of requests
  private static final int AT_THE_END = 30; // what happens there decides

  private final PrintStream out;

  public AttackDemo(PrintStream out) {
    this.out = out;
  }

  /** Those whose names have these words, in capital letters or not. */
  public static List<Attack> named(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return Attacks.ALL.stream().filter(attack ->
        attack.what().toLowerCase(Locale.ROOT).contains(lower)).toList();
  }

  /** Carries them out. */
  public void show(List<Attack> attacks) throws Exception {
    for (Attack attack : attacks) {
      out.println(attack.what());
      for (int step : Site.STEPS.stream().sorted().toList()) {
        out.println();
        if (attack.on(step) == Outcome.DOES_NOT_APPLY) {
          out.println("Step " + step + ": not possible, "
              + attack.exempt().get(step));
        } else {
          carryOut(attack, step);
        }
      }
      out.println();
    }
  }

  private void carryOut(Attack attack, int step) throws Exception {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    boolean works;
    PrintStream terminal = System.out;
    System.setOut(new PrintStream(seen, true, UTF_8));
    try (LocalSite site = new LocalSite(step, HtmlUnitWindow::new, true)) {
      works = attack.action().tryOn(site);
    } finally {
      System.setOut(terminal);
    }
    String expected = works == (attack.on(step) == Outcome.WORKS) ? ""
        : works ? ", and must not: " + attack.why()
            : ", and this step was there to show that it works";
    out.println("Step " + step + (works ? ": it works" : ": it fails")
        + expected);
    List<String> lines = seen.toString(UTF_8).lines().toList();
    if (lines.size() <= LINES) {
      print(lines);
    } else {
      int end = lines.size() - AT_THE_END;
      print(lines.subList(0, LINES - AT_THE_END));
      out.println("    ... " + (lines.size() - LINES) + " lines more ...");
      print(lines.subList(end, lines.size()));
    }
  }

  private void print(List<String> lines) {
    lines.forEach(line -> out.println("    " + line));
  }
}
