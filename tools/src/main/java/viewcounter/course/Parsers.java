package viewcounter.course;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.StringJoiner;
import viewcounter.attacks.Attack;
import viewcounter.attacks.AttackDemo;
import viewcounter.attacks.Attacks;
import viewcounter.bench.Benchmarks;
import viewcounter.course.Commands.Action;
import viewcounter.exercises.Progress;
import viewcounter.launch.Settings;
import viewcounter.site.ProcessSite;
import viewcounter.site.Site;
import viewcounter.spec.Spec;

/**
 * What the words after a command mean. Each parser takes its words from a
 * queue; the commands of this package have their own.
 */
final class Parsers {

  private Parsers() {}

  static Action run(Queue<String> words) {
    boolean plaintext = words.remove("--plaintext");
    int step = step("run", words);
    if (plaintext && step != 4) {
      throw new UsageException("Only step 4 takes --plaintext.");
    }
    return () -> {
      ProcessSite.appOf(step).getMethod("main", String[].class)
          .invoke(null, (Object) (plaintext ? new String[] {"--plaintext"}
              : new String[0]));
      Thread.currentThread().join(); // until somebody ends it
      return 0;
    };
  }

  static Action importUsers(Queue<String> words) {
    boolean write = words.remove("--write");
    if (words.isEmpty()) {
      throw new UsageException("Which file? For example: ./course import"
          + " user_views.json");
    }
    String file = words.remove();
    int step = words.isEmpty() ? 5 : step("import", words);
    if (step < 4) {
      throw new UsageException("Only steps 4 and 5 have passwords. For"
          + " example: ./course import user_views.json 4");
    }
    return () -> new Import(file, step, write, System.out)
        .run(Settings.of(step, System.getenv()));
  }

  static Action attack(Queue<String> words) {
    StringJoiner name = new StringJoiner(" ");
    while (!words.isEmpty() && !words.peek().equals("--step")) {
      name.add(words.remove());
    }
    Set<Integer> steps = words.remove("--step")
        ? Set.of(step("attack fixation --step", words)) : Site.STEPS;
    if (name.toString().isBlank()) {
      throw new UsageException("Which attack? Give some words of its name,"
          + " such as: ./course attack session fixation");
    }
    List<Attack> attacks = Attacks.named(name.toString());
    if (attacks.isEmpty()) {
      throw new UsageException("No attack has the words \"" + name + "\" in its"
          + " name. All names are in ATTACKS.md.");
    }
    return () -> {
      AttackDemo.onTerminal().show(attacks, steps);
      return 0;
    };
  }

  static Action exercises(Queue<String> words) {
    int step = words.isEmpty() ? 0 : step("exercises", words);
    return () -> {
      if (step == 0) {
        Progress.report(System.out);
      } else {
        Progress.report(step, System.out);
      }
      return 0;
    };
  }

  static Action spec(Queue<String> words) {
    int step = step("spec", words);
    String url = next(words, "http://localhost:3000");
    return () -> new Spec(step, url, System.out).run() ? 0 : 1;
  }

  static Action bench(Queue<String> words) {
    String part = next(words, "");
    if (!part.isEmpty() && !Benchmarks.PARTS.contains(part)) {
      throw new UsageException("There is no part \"" + part + "\" of the"
          + " benchmarks, but " + String.join(", ", Benchmarks.PARTS) + ".");
    }
    String minutes = part.equals("soak") ? next(words, "20") : "20";
    if (!minutes.matches("[1-9]\\d{0,3}")) {
      throw new UsageException("The number of minutes has to follow:"
          + " ./course bench soak 3");
    }
    return () -> {
      Benchmarks.run(part, Integer.parseInt(minutes));
      return 0;
    };
  }

  /** The next word, or the usual one if there are no more. */
  static String next(Queue<String> words, String usual) {
    return words.isEmpty() ? usual : words.remove();
  }

  /** All words that are left. */
  static List<String> rest(Queue<String> words) {
    List<String> rest = List.copyOf(words);
    words.clear();
    return rest;
  }

  /** The number of a step, which comes next. */
  static int step(String command, Queue<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("Which step? For example: ./course " + command
          + " 3");
    }
    String step = words.remove();
    if (!step.matches("[1-5]")) {
      throw new UsageException("There are five steps, 1 to 5; there is no"
          + " step \"" + step + "\".");
    }
    return Integer.parseInt(step);
  }
}
