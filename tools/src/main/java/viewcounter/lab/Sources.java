package viewcounter.lab;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import viewcounter.testing.CourseFolder;

/** The sources of the steps as they are on disk, compiled if they changed. */
final class Sources {

  /** Why they do not compile. */
  static final class CompileException extends Exception {
    private static final long serialVersionUID = 1;

    CompileException(String errors) {
      super(errors);
    }
  }

  private final Path course;
  private final Path work;
  private Map<String, FileTime> compiled = Map.of();
  private int round;

  /**
   * @param course the folder with the sources
   * @param work a folder for what is compiled
   */
  Sources(Path course, Path work) {
    this.course = course;
    this.work = work;
  }

  /** The files that are newer than what Maven has compiled of them. */
  Map<String, FileTime> changed() throws IOException {
    Map<String, FileTime> changed = new TreeMap<>();
    for (Path file : files(modules(), "java", "resources")) {
      String name = course.relativize(file).toString().replace('\\', '/');
      Path built = CourseFolder.ROOT.resolve(name
          .replaceFirst("src/main/(java|resources)", "target/classes")
          .replaceFirst("\\.java$", ".class"));
      FileTime time = Files.getLastModifiedTime(file);
      if (!Files.exists(built)
          || time.compareTo(Files.getLastModifiedTime(built)) > 0) {
        changed.put(name, time);
      }
    }
    return changed;
  }

  /**
   * The class path of the steps as they are now.
   *
   * @throws CompileException if they do not compile
   */
  String classPath() throws IOException, CompileException {
    Map<String, FileTime> changed = changed();
    if (!changed.equals(compiled)) {
      if (!changed.isEmpty()) {
        compile(modules(changed), work.resolve("classes-" + (round + 1)));
      }
      compiled = changed;
      round++;
    }
    String path = System.getProperty("java.class.path");
    return compiled.isEmpty() ? path
        : work.resolve("classes-" + round) + File.pathSeparator + path;
  }

  private static Set<String> modules(Map<String, FileTime> changed) {
    return changed.keySet().stream().map(name -> name.split("/")[0])
        .collect(Collectors.toSet());
  }

  private void compile(Set<String> modules, Path classes)
      throws IOException, CompileException {
    Files.createDirectories(classes);
    for (Path file : files(modules, "resources")) {
      String name = file.toString().replace('\\', '/')
          .replaceFirst(".*/src/main/resources/", "");
      Files.createDirectories(classes.resolve(name).getParent());
      Files.write(classes.resolve(name), Files.readAllBytes(file));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, null)) {
      boolean done = compiler.getTask(errors, manager, null,
          List.of("-d", classes.toString(), "-nowarn", "-proc:none"), null,
          manager.getJavaFileObjectsFromPaths(files(modules, "java"))).call();
      if (!done) {
        throw new CompileException(errors.toString()
            .replace(course + File.separator, "").strip());
      }
    }
  }

  private Set<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(course)) {
      return folders.map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches("step\\d-.*"))
          .collect(Collectors.toSet());
    }
  }

  /** The files of these kinds, of some steps. */
  private List<Path> files(Set<String> modules, String... kinds)
      throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : modules) {
      for (String kind : kinds) {
        Path folder = course.resolve(module).resolve("src/main").resolve(kind);
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(all::add);
          }
        }
      }
    }
    return all;
  }
}
