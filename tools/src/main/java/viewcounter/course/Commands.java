package viewcounter.course;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import viewcounter.attacks.Attack;
import viewcounter.attacks.AttackDemo;
import viewcounter.attacks.Attacks;
import viewcounter.bench.Benchmarks;
import viewcounter.exercises.Progress;
import viewcounter.lab.LabServer;
import viewcounter.launch.Settings;
import viewcounter.site.ProcessSite;
import viewcounter.site.RemoteSite;
import viewcounter.site.Site;
import viewcounter.spec.Spec;
import viewcounter.store.StoreDump;

/** The commands of {@code ./course}. */
final class Commands {

  /** Does what a command says; its exit code. */
  interface Action {
    int run() throws Exception;
  }

  /**
   * A command.
   *
   * @param words what may follow its name
   * @param what a line that says what it does
   * @param parser turns the words into an action, or throws a UsageException
   */
  record Command(String name, String words, String what,
      Function<List<String>, Action> parser) {

    String usage() {
      return ("./course " + name + " " + words).strip();
    }
  }

  static final List<Command> ALL = List.of(
      new Command("run", "STEP", "starts a step; 4 also with --plaintext",
          Commands::run),
      new Command("peek", "STEP [--watch]", "prints what it has stored, or"
          + " watches it", Commands::peek),
      new Command("import", "FILE [STEP] [--write]", "brings users from the"
          + " article's app", Commands::importUsers),
      new Command("attack", "WORDS [--step STEP]", "carries out the attacks"
          + " with these words",
          Commands::attack),
      new Command("lab", "", "serves all attacks as a page to click on",
          Commands::lab),
      new Command("exercises", "[STEP]", "shows which are solved, and what is"
          + " next", Commands::exercises),
      new Command("spec", "STEP [URL]", "checks a server that you wrote",
          Commands::spec),
      new Command("bench", "[PART]", "measures its speed; short: in two"
          + " minutes", Commands::bench),
      new Command("mallory", "STEP [URL]", "serves another site, which attacks"
          + " 4 or 5", Commands::mallory),
      new Command("cluster", "", "runs three instances with one database",
          Commands::cluster),
      new Command("test", "CLASS[#METHOD]", "runs tests; * stands for any"
          + " letters", Tests::named),
      new Command("fuzz", "[TARGET] [MINUTES]", "looks for inputs that it"
          + " cannot handle", Fuzzing::parse),
      new Command("findings", "[WORDS]", "checks what surprised us in other"
          + " software", Findings::parse),
      new Command("prose", "", "renews the generated parts of the texts",
          Commands::prose));

  private Commands() {}

  /** @throws UsageException if there is no such command */
  static Action parse(List<String> words) {
    if (words.isEmpty() || words.get(0).matches("help|-h|--help")) {
      return () -> {
        System.out.println(list());
        return 0;
      };
    }
    String name = words.get(0);
    return ALL.stream().filter(command -> command.name().equals(name))
        .findFirst().orElseThrow(() -> new UsageException("There is no"
            + " command \"" + name + "\". There are:" + System.lineSeparator()
            + list()))
        .parser().apply(words.subList(1, words.size()));
  }

  private static String list() {
    return ALL.stream().map(command -> "  %-32s  %s".formatted(
        command.usage(), command.what()))
        .collect(joining(System.lineSeparator()));
  }

  private static Action run(List<String> words) {
    int step = step("run", words);
    boolean plaintext = words.subList(1, words.size())
        .equals(List.of("--plaintext"));
    if (plaintext && step != 4) {
      throw new UsageException("Only step 4 takes --plaintext.");
    }
    atMost(plaintext ? 2 : 1, "run", words);
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    return () -> {
      ProcessSite.appOf(step).getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
      Thread.currentThread().join(); // until somebody ends it
      return 0;
    };
  }

  private static Action peek(List<String> words) {
    int step = step("peek", words);
    boolean watch = words.subList(1, words.size()).equals(List.of("--watch"));
    atMost(watch ? 2 : 1, "peek", words);
    return () -> {
      if (step == 1) {
        System.out.println("Step 1 keeps nothing on disk: that is what step 2"
            + " is for.");
        return 0;
      }
      Settings settings = Settings.of(step, System.getenv());
      Peek peek = new Peek(() -> StoreDump.of(settings), System.out);
      return watch ? peek.watch(Duration.ofSeconds(1),
          System.console() != null) : peek.once();
    };
  }

  private static Action importUsers(List<String> words) {
    boolean write = words.contains("--write");
    List<String> rest = words.stream()
        .filter(word -> !word.equals("--write")).toList();
    if (rest.isEmpty()) {
      throw new UsageException("Which file? For example: ./course import"
          + " user_views.json");
    }
    atMost(2, "import", rest);
    int step = rest.size() == 1 ? 5 : step("import", rest.subList(1, 2));
    if (step < 4) {
      throw new UsageException("Only steps 4 and 5 have passwords. For"
          + " example: ./course import user_views.json 4");
    }
    return () -> new Import(rest.get(0), step, write, System.out)
        .run(Settings.of(step, System.getenv()));
  }

  private static Action attack(List<String> words) {
    int option = words.indexOf("--step");
    if (option >= 0) {
      atMost(option + 2, "attack", words);
    }
    Set<Integer> steps = option < 0 ? Site.STEPS : Set.of(
        step("attack fixation --step", words.subList(option + 1,
            words.size())));
    String all = String.join(" ",
        option < 0 ? words : words.subList(0, option));
    if (all.isBlank()) {
      throw new UsageException("Which attack? Give some words of its name,"
          + " such as: ./course attack session fixation");
    }
    List<Attack> attacks = Attacks.named(all);
    if (attacks.isEmpty()) {
      throw new UsageException("No attack has the words \"" + all + "\" in its"
          + " name. All names are in ATTACKS.md.");
    }
    return () -> {
      AttackDemo.onTerminal().show(attacks, steps);
      return 0;
    };
  }

  private static Action lab(List<String> words) {
    atMost(0, "lab", words);
    int port = Settings.port(System.getenv(), "LAB_PORT", "4100");
    return () -> LabServer.run(port, System.out);
  }

  private static Action exercises(List<String> words) {
    int step = words.isEmpty() ? 0 : step("exercises", words);
    atMost(1, "exercises", words);
    return () -> {
      if (words.isEmpty()) {
        Progress.report(System.out);
      } else {
        Progress.report(step, System.out);
      }
      return 0;
    };
  }

  private static Action spec(List<String> words) {
    int step = step("spec", words);
    atMost(2, "spec", words);
    String url = words.size() > 1 ? words.get(1) : "http://localhost:3000";
    return () -> new Spec(step, url, System.out).run() ? 0 : 1;
  }

  private static Action bench(List<String> words) {
    if (!words.isEmpty() && !Benchmarks.PARTS.contains(words.get(0))) {
      throw new UsageException("There is no part \"" + words.get(0)
          + "\" of the benchmarks, but "
          + String.join(", ", Benchmarks.PARTS) + ".");
    }
    boolean soak = words.size() == 2 && words.get(0).equals("soak");
    if (soak && !words.get(1).matches("[1-9]\\d{0,3}")) {
      throw new UsageException("The number of minutes has to follow:"
          + " ./course bench soak 3");
    }
    atMost(soak ? 2 : 1, "bench", words);
    return () -> {
      Benchmarks.run(words.toArray(String[]::new));
      return 0;
    };
  }

  private static Action prose(List<String> words) {
    atMost(0, "prose", words);
    return Tests::prose;
  }

  private static Action mallory(List<String> words) {
    int step = step("mallory", words);
    if (step < 4) {
      throw new UsageException("Mallory attacks step 4 or 5. For example:"
          + " ./course mallory 4");
    }
    atMost(2, "mallory", words);
    String url = words.size() > 1 ? words.get(1)
        : RemoteSite.usualUrl(System.getenv());
    return () -> Mallory.run(step, url, System.out);
  }

  private static Action cluster(List<String> words) {
    atMost(0, "cluster", words);
    return new Cluster(System.out)::run;
  }

  /** The number of a step, which comes first. */
  private static int step(String command, List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("Which step? For example: ./course " + command
          + " 3");
    }
    if (!words.get(0).matches("[1-5]")) {
      throw new UsageException("There are five steps, 1 to 5; there is no"
          + " step \"" + words.get(0) + "\".");
    }
    return Integer.parseInt(words.get(0));
  }

  static void atMost(int count, String command, List<String> words) {
    if (words.size() > count) {
      throw new UsageException("Too many words after ./course " + command
          + ": " + String.join(" ", words.subList(count, words.size())));
    }
  }
}
