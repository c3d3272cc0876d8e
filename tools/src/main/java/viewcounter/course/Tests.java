package viewcounter.course;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.console.ConsoleLauncher;
import viewcounter.course.Commands.Action;
import viewcounter.testing.CourseFolder;

/** Runs tests of all steps without Maven. */
final class Tests {

  /** Those that can write what they check: see GeneratedSection. */
  static final List<String> OF_THE_TEXTS = List.of("AttacksTest",
      "BehaviourTableTest", "ChartTest", "DeveloperToolsTest",
      "ExercisesTest", "LabPageTest", "ListingsTest", "LivePagePictureTest",
      "PicturesTest", "RequirementsTest", "ScenariosTest");

  private Tests() {}

  /** Those of a class, or with {@code #} some of it; -D sets a property. */
  static Action named(Queue<String> words) {
    List<String> all = Parsers.rest(words);
    List<String> names =
        all.stream().filter(word -> !word.startsWith("-D")).toList();
    if (names.size() != 1) {
      throw new UsageException(
          "Which test? For example: ./course test FileEngineTest");
    }
    String[] name = names.get(0).split("#", 2);
    List<String> classes = classes(name[0]);
    String methods = name.length == 1 ? ".*" : pattern(name[1]);
    if (name.length == 2) {
      checkThereIsOne(names.get(0), methods, classes);
    }
    return () -> {
      all.stream().filter(word -> word.startsWith("-D"))
          .map(word -> word.substring(2).split("=", 2))
          .forEach(each -> System.setProperty(each[0],
              each.length == 1 ? "" : each[1]));
      return run(classes, methods);
    };
  }

  /** Writes the generated parts of the texts. */
  static int prose() {
    System.setProperty("prose", "write");
    return run(OF_THE_TEXTS.stream()
        .flatMap(name -> classes(name).stream()).toList(), ".*");
  }

  private static int run(List<String> classes, String methods) {
    List<String> arguments = new ArrayList<>(List.of("execute",
        "--disable-banner", "--details=tree", "--fail-if-no-tests",
        "--include-classname=.*", "--include-methodname=.*#" + methods));
    if (System.console() == null) {
      arguments.add("--disable-ansi-colors");
    }
    classes.forEach(name -> arguments.add("--select-class=" + name));
    ConsoleLauncher.main(arguments.toArray(String[]::new)); // and exits
    return 0;
  }

  /** The test classes that a name means, which may contain stars. */
  private static List<String> classes(String name) {
    List<String> all = allClasses();
    List<String> found = all.stream().filter(each ->
        each.matches("(.*\\.)?" + pattern(name))).toList();
    if (found.isEmpty()) {
      throw new UsageException("There is no test class \"" + name + "\""
          + Names.near(name, all.stream().map(Tests::simple).toList()));
    }
    return found;
  }

  private static List<String> allClasses() {
    List<String> classes = new ArrayList<>();
    try {
      for (Path folder : Build.testClasses(CourseFolder.ROOT)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.map(file -> folder.relativize(file).toString())
              .filter(file -> file.matches("[^$]*Test\\.class"))
              .map(file -> file.replace(File.separatorChar, '.')
                  .replaceAll("\\.class$", ""))
              .sorted().forEach(classes::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  private static void checkThereIsOne(String name, String methods,
      List<String> classes) {
    List<String> all = classes.stream().flatMap(Tests::methodsOf).toList();
    if (all.stream().noneMatch(method -> method.matches(methods))) {
      throw new UsageException("There is no test \"" + name + "\""
          + Names.near(name.substring(name.indexOf('#') + 1), all));
    }
  }

  /** None if the class is not on the class path, as here all tests are. */
  private static Stream<String> methodsOf(String name) {
    return ReflectionSupport.tryToLoadClass(name).toOptional().stream()
        .flatMap(type -> AnnotationSupport.findAnnotatedMethods(type,
            Testable.class, HierarchyTraversalMode.TOP_DOWN).stream())
        .map(Method::getName);
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String pattern(String name) {
    return Arrays.stream(name.split("\\*", -1)).map(Pattern::quote)
        .collect(joining(".*"));
  }
}
