package viewcounter.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import viewcounter.story.Story;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/** A step in a separate process, with a folder that is deleted with it. */
public final class ProcessSite extends Site {

  private final Path data;
  private final Map<String, String> environment;
  private final List<String> options;
  private final String[] arguments;
  private StepProcess program;

  /** @param story records what its visitors do */
  ProcessSite(int step, Story story, String... arguments) {
    this(step, story, newFolder(), Map.of(), StepProcess.QUICK_START,
        arguments);
  }

  /**
   * Starts it on a folder that may have data.
   *
   * @param options those of the Java virtual machine
   */
  public ProcessSite(int step, Path data, List<String> options,
      String... arguments) {
    this(step, new Story(), data, Map.of(), options, arguments);
  }

  private ProcessSite(int step, Story story, Path data,
      Map<String, String> environment, List<String> options,
      String... arguments) {
    super(step, story);
    this.data = data;
    this.environment = environment;
    this.options = options;
    this.arguments = arguments;
    start();
  }

  /** Starts it with the data in a database. */
  public ProcessSite(int step, String database) {
    this(step, new Story(), newFolder(), Map.of("DATABASE_URL", database),
        List.of());
  }

  /** Starts it on a new folder; its terminal shows each exchange. */
  public static ProcessSite traced(int step, String... arguments) {
    return new ProcessSite(step, new Story(), newFolder(),
        Map.of("TRACE", "on"), StepProcess.QUICK_START, arguments);
  }

  /** A new folder for it. */
  public static Path newFolder() {
    try {
      return Files.createTempDirectory("viewcounter");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it again at the same port, after it was stopped.
   *
   * @param more options of the Java virtual machine for this time
   */
  public void start(String... more) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("PORT", "" + (program == null ? 0 : program.port()));
    variables.put("DATA_DIR", data.toString());
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    program = StepProcess.start(appOf(step()), variables, all, arguments);
  }

  /** The program of a step. */
  public static Class<?> appOf(int step) {
    return switch (step) {
      case 1 -> viewcounter.step1.App.class;
      case 2 -> viewcounter.step2.App.class;
      case 3 -> viewcounter.step3.App.class;
      case 4 -> viewcounter.step4.App.class;
      default -> viewcounter.step5.App.class;
    };
  }

  @Override
  public void restart() {
    restartWith();
    story().note("The server is stopped, and started again.");
  }

  /** Stops it as Ctrl-C does, and starts it again with these options. */
  public void restartWith(String... more) {
    program.stop();
    start(more);
  }

  /** The folder of its data. */
  public Path data() {
    return data;
  }

  /** The running program. */
  public StepProcess program() {
    return program;
  }

  /** Ends it as a crash would, and starts it again on the same data. */
  public void crash() {
    program.kill();
    start();
    story().note("The server is killed by kill -9, and started again.");
  }

  @Override
  public String url() {
    return "http://localhost:" + program.port();
  }

  @Override
  public Window newWindow() {
    return new HtmlUnitWindow();
  }

  @Override
  public String stolenData() throws Exception {
    return TestServer.textIn(data);
  }

  @Override
  public void close() {
    program.close();
    try {
      TestServer.delete(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
