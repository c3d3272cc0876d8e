package viewcounter.course;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.console.ConsoleLauncher;
import viewcounter.course.Commands.Action;
import viewcounter.prose.GeneratedSection;
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
  static Action named(List<String> words) {
    List<String> names =
        words.stream().filter(word -> !word.startsWith("-D")).toList();
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
      words.stream().filter(word -> word.startsWith("-D"))
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
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(file -> folder.relativize(file).toString())
            .filter(file -> file.matches("[^$]*Test\\.class"))
            .map(file -> file.replace(File.separatorChar, '.')
                .replaceAll("\\.class$", ""))
            .sorted().forEach(classes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return classes;
  }

  /** Those of the compiled tests of all steps. */
  private static List<Path> folders() {
    try (Stream<Path> steps = Files.list(CourseFolder.ROOT)) {
      return steps.map(step -> step.resolve("target/test-classes"))
          .filter(Files::exists).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkThereIsOne(String name, String methods,
      List<String> classes) {
    Set<String> all = new LinkedHashSet<>();
    classes.forEach(each -> all.addAll(methodsOf(each)));
    if (all.stream().noneMatch(method -> method.matches(methods))) {
      throw new UsageException("There is no test \"" + name + "\""
          + Names.near(name.substring(name.indexOf('#') + 1), all));
    }
  }

  private static List<String> methodsOf(String name) {
    try (URLClassLoader tests = new URLClassLoader(urls(),
        ClassLoader.getPlatformClassLoader())) {
      List<String> methods = new ArrayList<>();
      for (Class<?> type = Class.forName(name, false, tests); type != null;
          type = type.getSuperclass()) {
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName()
                    .matches("Test|TestFactory|ParameterizedTest"
                        + "|RepeatedTest|TestTemplate")))
            .forEach(method -> methods.add(method.getName()));
      }
      return methods;
    } catch (ClassNotFoundException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All in one, or tests could not use what is only for their package. */
  private static URL[] urls() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path folder : folders()) {
      urls.add(folder.toUri().toURL());
    }
    for (String entry : System.getProperty("java.class.path")
        .split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String pattern(String name) {
    return Arrays.stream(name.split("\\*", -1)).map(Pattern::quote)
        .collect(joining(".*"));
  }
}
