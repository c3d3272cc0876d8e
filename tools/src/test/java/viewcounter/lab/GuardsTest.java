package viewcounter.lab;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.attacks.Lesson;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.attacks.MarkedCode;
import viewcounter.attacks.Markers;
import viewcounter.lab.Sources.CompileException;
import viewcounter.testing.CourseFolder;

/** Removes each guard that is only a few lines: the attack then works. */
class GuardsTest {

  @TempDir
  static Path folder;

  @TestFactory
  Stream<DynamicTest> without_its_guard_an_attack_works() {
    Set<String> seen = new HashSet<>(); // some attacks share a guard
    return Attacks.ALL.stream().filter(attack ->
        attack.lesson().guard() != null
            && attack.lesson().guard().without() != null
            && seen.add(attack.lesson().guard().marker()))
        .map(attack -> dynamicTest(attack.what(), attack.source(), () ->
            takeOut(attack)));
  }

  private static void takeOut(Attack attack) throws Exception {
    Guard guard = attack.lesson().guard();
    Path course = copy(Files.createTempDirectory(folder, "course"));
    Map<String, MarkedCode> guards = Markers.in(course);
    MarkedCode code = guards.get(guard.marker());
    Files.writeString(course.resolve(code.file()),
        code.fileWith(guard.without()));
    Sources sources = new Sources(course, course);
    assertTrue(sources.changed().containsKey(code.file()));
    assertEquals("You have taken it out. Put it back, and the attack fails"
        + " again:", change(attack, course, guards).title());
    ClassLoader usual = Thread.currentThread().getContextClassLoader();
    try (Changed classes = new Changed(sources.classPath())) {
      Thread.currentThread().setContextClassLoader(classes); // for resources
      Method carryOut = classes.loadClass(Worker.class.getName())
          .getDeclaredMethod("carryOut", int.class, int.class, Consumer.class);
      carryOut.setAccessible(true);
      List<String> lines = new ArrayList<>();
      Consumer<String> all = lines::add;
      carryOut.invoke(null, Attacks.ALL.indexOf(attack), attack.guardedBy(),
          all);
      String result = lines.get(lines.size() - 1);
      assertTrue(result.startsWith("{\"works\":true,"), result);
    } finally {
      Thread.currentThread().setContextClassLoader(usual);
    }
  }

  /** A second copy of the course's classes, besides those of this program. */
  private static final class Changed extends URLClassLoader {

    private Changed(String classPath) throws IOException {
      super(urls(classPath), GuardsTest.class.getClassLoader());
    }

    private static URL[] urls(String classPath) throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : classPath.split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve)
        throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : name.startsWith("viewcounter.")
            ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    @Override
    public URL getResource(String name) { // the pages may be changed, too
      URL found = findResource(name);
      return found != null ? found : super.getResource(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "    // CODE", "//    CODE",
      "    /* CODE */", "/*\n    CODE\n*/", "    x(); // guard: session fixation",
      "    // guard: session fixation"})
  void a_guard_that_is_not_there_as_it_was_can_be_put_back(String instead)
      throws Exception {
    Attack fixation = Attacks.named("session fixation").get(0);
    Path course = copy(Files.createTempDirectory(folder, "course"));
    Map<String, MarkedCode> guards = Markers.in(course);
    MarkedCode guard = guards.get("session fixation");
    String line = guard.code().get(0);
    assertEquals("- " + line, marked(change(fixation, course, guards)));
    Files.writeString(course.resolve(guard.file()), guard.fileWith(code ->
        instead.replace("CODE", line.strip()).stripLeading()));
    Code change = change(fixation, course, guards);
    assertEquals("You have taken it out. Put it back, and the attack fails"
        + " again:", change.title());
    assertEquals("+ " + line, marked(change));

    Files.delete(course.resolve(guard.file()));
    assertEquals("+ " + line, marked(change(fixation, course, guards)));
    assertEquals("+ // guard: session fixation",
        marked(change(fixation, course, Map.of())));
  }

  private static Code change(Attack attack, Path course,
      Map<String, MarkedCode> guards) throws IOException {
    return Explanation.of(attack, attack.guardedBy(), course, guards).change();
  }

  /** The lines that differ. */
  private static String marked(Code change) {
    return change.lines().stream().filter(line -> !line.kind().equals("same"))
        .map(line -> (line.kind().equals("added") ? "+ " : "- ") + line.text())
        .collect(joining("\n"));
  }

  @Test
  void a_change_that_does_not_compile_is_reported_with_its_line()
      throws Exception {
    Path course = copy(Files.createTempDirectory(folder, "course"));
    String file = "step3-users/src/main/java/viewcounter/step3/App.java";
    Files.writeString(course.resolve(file), "}", APPEND);
    CompileException e = assertThrows(CompileException.class, () ->
        new Sources(course, course).classPath());
    assertTrue(e.getMessage().startsWith(Path.of(file) + ":"),
        e.getMessage());
  }

  @Test
  void sources_that_were_not_changed_are_not_compiled() throws Exception {
    assertEquals(System.getProperty("java.class.path"),
        new Sources(CourseFolder.ROOT, folder).classPath());
  }

  /** The sources of the steps, as old as they are, and the wrong fixes. */
  static Path copy(Path to) throws IOException {
    Path fixes = to.resolve(Lesson.WRONG_FIXES);
    Files.createDirectories(fixes.getParent());
    Files.copy(CourseFolder.ROOT.resolve(Lesson.WRONG_FIXES), fixes);
    for (String module : List.of("step1-counter", "step2-filestore",
        "step3-users", "step4-passwords", "step5-forms-secure")) {
      Path from = CourseFolder.ROOT.resolve(module).resolve("src/main");
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, Files.createDirectories(
              to.resolve(module).resolve("src/main")).resolve(
                  from.relativize(file).toString()),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }
}
