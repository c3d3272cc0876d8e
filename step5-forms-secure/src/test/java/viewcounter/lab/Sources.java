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
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import viewcounter.prose.GeneratedSection;

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
    for (Path file : files("java", "resources")) {
      String name = course.relativize(file).toString().replace('\\', '/');
      Path built = GeneratedSection.COURSE.resolve(name
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
        compile(work.resolve("classes-" + (round + 1)));
      }
      compiled = changed;
      round++;
    }
    String path = System.getProperty("java.class.path");
    return compiled.isEmpty() ? path
        : work.resolve("classes-" + round) + File.pathSeparator + path;
  }

  private void compile(Path classes) throws IOException, CompileException {
    Files.createDirectories(classes);
    for (Path file : files("resources")) {
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
          manager.getJavaFileObjectsFromPaths(files("java"))).call();
      if (!done) {
        throw new CompileException(errors.toString()
            .replace(course + File.separator, "").strip());
      }
    }
  }

  /** The files of these kinds, of all steps. */
  private List<Path> files(String... kinds) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> steps = Files.list(course)) {
      for (Path step : steps.filter(Files::isDirectory).sorted().toList()) {
        for (String kind : kinds) {
          Path folder = step.resolve("src/main").resolve(kind);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
              files.filter(file -> Files.isRegularFile(file)
                  && !file.endsWith("package-info.java")).forEach(all::add);
            }
          }
        }
      }
    }
    return all;
  }
}
