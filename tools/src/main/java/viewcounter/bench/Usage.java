package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import viewcounter.site.ProcessSite;

/** What a program takes of the computer, where one can ask. */
final class Usage {

  private Usage() {}

  /** Its memory in megabytes. */
  static Object memory(ProcessSite site) {
    try {
      return number(site, "VmRSS:") / 1024.0;
    } catch (IOException e) {
      return "?";
    }
  }

  /** The cells of its memory in megabytes, its open files and its threads. */
  static String all(ProcessSite site) {
    try (Stream<Path> files = Files.list(process(site).resolve("fd"))) {
      return number(site, "VmRSS:") / 1024 + " | " + files.count() + " | "
          + number(site, "Threads:");
    } catch (IOException e) {
      return "? | ? | ?";
    }
  }

  private static long number(ProcessSite site, String name)
      throws IOException {
    return Files.readAllLines(process(site).resolve("status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst().orElseThrow();
  }

  private static Path process(ProcessSite site) {
    return Path.of("/proc/" + site.program().id());
  }
}
