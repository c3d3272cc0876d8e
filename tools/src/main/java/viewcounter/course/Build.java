package viewcounter.course;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;

/**
 * What Maven has compiled. Each build writes {@code target/course.args}, with
 * which java runs it without Maven: the class path and the time of the build.
 */
public final class Build {

  private static final String BUILT = "course.built";

  private Build() {}

  /**
   * Writes the file; exec-maven-plugin calls this with the class path of the
   * tests, at the end of each build.
   *
   * @param args the file, the time when the build began, more options of java
   */
  public static void main(String... args) throws Exception {
    Path course = Path.of(args[0], "../../..").normalize();
    Set<String> path = new LinkedHashSet<>();
    for (URL url :
        ((URLClassLoader) Build.class.getClassLoader()).getURLs()) {
      path.add(relative(course, Path.of(url.toURI())));
    }
    for (Path tests : testClasses(course)) {
      path.add(relative(course, tests));
    }
    Files.writeString(Path.of(args[0]), "-cp \""
        + String.join(File.pathSeparator, path) + "\"\n"
        + args[2] + "\n-D" + BUILT + "=" + args[1] + "\n",
        Charset.forName(System.getProperty("native.encoding")));
  }

  /** The folders of the compiled tests of all modules. */
  static List<Path> testClasses(Path course) throws IOException {
    try (Stream<Path> modules = Files.list(course)) {
      return modules.map(module -> module.resolve("target/test-classes"))
          .filter(Files::exists).sorted().toList();
    }
  }

  /** The folder of the course may move, and have a name in any letters. */
  private static String relative(Path course, Path file) {
    Path name = file.startsWith(course) ? course.relativize(file) : file;
    return name.toString().replace('\\', '/');
  }

  /** Whether a source has changed since; never in an IDE, which builds. */
  static boolean isStale() throws IOException {
    String built = System.getProperty(BUILT, "");
    if (built.isEmpty()) {
      return false;
    }
    FileTime time = FileTime.from(Instant.parse(built));
    for (Path file : sources()) {
      if (Files.getLastModifiedTime(file).compareTo(time) >= 0) {
        return true;
      }
    }
    return Stream.of(System.getProperty("java.class.path")
        .split(File.pathSeparator)).anyMatch(file -> !new File(file).exists());
  }

  /** With their folders, whose time shows that a file was deleted. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(List.of(Path.of("pom.xml")));
    try (Stream<Path> steps = Files.list(Path.of(""))) {
      for (Path pom : steps.map(step -> step.resolve("pom.xml"))
          .filter(Files::exists).toList()) {
        sources.add(pom);
        try (Stream<Path> files = Files.walk(pom.resolveSibling("src"))) {
          files.forEach(sources::add);
        }
      }
    }
    return sources;
  }

  /** Builds, then runs the course again as it is now; its exit code. */
  static int renewAndRun(String... args) throws Exception {
    System.err.println("Building what has changed, and what builds on it;"
        + " this takes up to a minute ...");
    if (run(CourseFolder.maven("-q", "test-compile")) != 0) {
      return 1;
    }
    List<String> java = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@tools/target/course.args", "-D" + BUILT + "=",
        Course.class.getName()));
    java.addAll(List.of(args));
    return run(java);
  }

  private static int run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      process.destroy(); // a kill of this program ends it as well
      process.onExit().join();
    }));
    return process.waitFor();
  }
}
