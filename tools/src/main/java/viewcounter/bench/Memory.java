package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import viewcounter.site.ProcessSite;

/** What a program takes of the computer's memory. */
final class Memory {

  private Memory() {}

  /** In megabytes, where one can ask. */
  static Object of(ProcessSite site) {
    try {
      return Files.readAllLines(
          Path.of("/proc/" + site.program().id() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
          .findFirst().orElseThrow();
    } catch (IOException e) {
      return "?";
    }
  }
}
