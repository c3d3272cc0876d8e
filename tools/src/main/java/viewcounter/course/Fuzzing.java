package viewcounter.course;

import com.code_intelligence.jazzer.Jazzer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import viewcounter.course.Commands.Action;
import viewcounter.testing.Corpus;
import viewcounter.testing.CourseFolder;

/**
 * Fuzzing by Jazzer: it changes the inputs of a corpus in small ways, and goes
 * on from those that reach code that no other input has reached.
 */
final class Fuzzing {

  /** @param test the class whose fuzzerTestOneInput is called */
  record Target(String name, String test) {}

  static final List<Target> TARGETS = List.of(
      new Target("requests", "viewcounter.step5.RequestFuzzTest"),
      new Target("form", "viewcounter.step5.FormFuzzTest"),
      new Target("journal", "viewcounter.store.file.JournalFuzzTest"));

  /** Where Jazzer looks at which code is reached, and what is compared. */
  private static final String CODE = "viewcounter.**:spark.**"
      + ":com.google.gson.**:org.eclipse.jetty.http.**"
      + ":org.eclipse.jetty.server.**";

  /** Jazzer takes each connection for an attack, but ours are on purpose. */
  private static final String NO_HOOK =
      "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery";

  private final Path folder;
  private final PrintStream out;

  /** @param folder for what it finds */
  Fuzzing(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Of one target, or of all; for so many minutes each, or for one. */
  static Action parse(Queue<String> words) {
    List<String> names = TARGETS.stream().map(Target::name).toList();
    String first = Parsers.next(words, "1");
    boolean all = first.matches("\\d+");
    if (!all && !names.contains(first)) {
      throw new UsageException("There is no target \"" + first
          + "\" of fuzzing, but " + String.join(", ", names) + ".");
    }
    String minutes = all ? first : Parsers.next(words, "1");
    if (!minutes.matches("[1-9]\\d{0,3}")) {
      throw new UsageException("The number of minutes has to be 1 to 9999, but"
          + " it is \"" + minutes + "\".");
    }
    return () -> {
      Fuzzing fuzzing = new Fuzzing(CourseFolder.ROOT.resolve(
          "step5-forms-secure/target/fuzz"), System.out);
      for (Target target : TARGETS) {
        if ((all || target.name().equals(first))
            && !fuzzing.isFine(target, Corpus.folder(target.name()),
                60 * Integer.parseInt(minutes))) {
          return 1;
        }
      }
      return 0;
    };
  }

  /** Fuzzes a target until an input fails, or the time is over. */
  boolean isFine(Target target, Path corpus, int seconds) throws Exception {
    Path own = Files.createDirectories(folder.resolve(target.name()));
    Process jazzer = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g", "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-cp", System.getProperty("java.class.path"), Jazzer.class.getName(),
        "--target_class=" + target.test(),
        "--instrumentation_includes=" + CODE, "--custom_hook_includes=" + CODE,
        "--disabled_hooks=" + NO_HOOK,
        "--reproducer_path=" + folder, "-artifact_prefix=" + own + "-",
        "-max_len=2048", "-max_total_time=" + seconds,
        own.toString(), corpus.toString()).redirectErrorStream(true).start();
    // the end of this program ends it, too; its output can still be read
    Thread end = new Thread(jazzer.toHandle()::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    show(jazzer.inputReader());
    int code = jazzer.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    out.println(target.name() + (code == 0 ? ": no input has failed"
        : ": what has failed is in " + folder));
    return code == 0;
  }

  /** All but the hundreds of lines on the classes that Jazzer changes. */
  private void show(BufferedReader lines) throws IOException {
    for (String line; (line = lines.readLine()) != null; ) {
      if (!line.startsWith("INFO: ")) {
        out.println(line);
      }
    }
  }
}
