package viewcounter.course;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import viewcounter.lab.LabServer;
import viewcounter.launch.Settings;

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
   * @param parser takes its words and makes an action of them, or throws a
   *     UsageException
   */
  record Command(String name, String words, String what,
      Function<Queue<String>, Action> parser) {

    String usage() {
      return (name + " " + words).strip();
    }
  }

  static final List<Command> ALL = List.of(
      new Command("run", "STEP", "starts a step; 4 also with --plaintext",
          Parsers::run),
      new Command("peek", "STEP [--watch]", "prints what it has stored, or"
          + " watches it", Peek::parse),
      new Command("import", "FILE [STEP] [--write]", "brings users from the"
          + " article's app", Parsers::importUsers),
      new Command("attack", "WORDS [--step STEP]", "carries out the attacks"
          + " with these words", Parsers::attack),
      new Command("lab", "", "serves all attacks as a page to click on",
          words -> () -> LabServer.run(Settings.port(System.getenv(),
              "LAB_PORT", "4100"), System.out)),
      new Command("exercises", "[STEP]", "shows which are solved, and what is"
          + " next", Parsers::exercises),
      new Command("spec", "STEP [URL]", "checks a server that you wrote",
          Parsers::spec),
      new Command("bench", "[PART]", "measures its speed; short: in two"
          + " minutes", Parsers::bench),
      new Command("mallory", "STEP [URL]", "serves another site, which attacks"
          + " 4 or 5", Mallory::parse),
      new Command("cluster", "", "runs three instances with one database",
          words -> () -> new Cluster(System.out).run()),
      new Command("test", "CLASS[#METHOD]", "runs tests; * stands for any"
          + " letters", Tests::named),
      new Command("fuzz", "[TARGET] [MINUTES]", "looks for inputs that it"
          + " cannot handle", Fuzzing::parse),
      new Command("findings", "[WORDS]", "checks what surprised us in other"
          + " software", Findings::parse),
      new Command("prose", "", "renews the generated parts of the texts",
          words -> Tests::prose));

  private Commands() {}

  /** @throws UsageException if these words are not a command */
  static Action parse(List<String> typed) {
    if (typed.isEmpty() || typed.get(0).matches("help|-h|--help")) {
      return () -> {
        System.out.println(list());
        return 0;
      };
    }
    Queue<String> words = new ArrayDeque<>(typed);
    String name = words.remove();
    Action action = ALL.stream().filter(each -> each.name().equals(name))
        .findFirst().orElseThrow(() -> new UsageException("There is no"
            + " command \"" + name + "\"" + Names.near(name,
                ALL.stream().map(Command::name).toList())
            + " There are:" + System.lineSeparator() + list()))
        .parser().apply(words);
    if (!words.isEmpty()) {
      throw new UsageException("Too many words after ./course " + name + ": "
          + String.join(" ", words));
    }
    return action;
  }

  private static String list() {
    return ALL.stream().map(command -> "  %-28s  %s".formatted(
        command.usage(), command.what()))
        .collect(joining(System.lineSeparator()));
  }
}
