package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Skips a test, and says why where people see it. */
public final class Skip {

  /** Surefire keeps what goes to System.err for its report. */
  private static final PrintStream TERMINAL =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true);

  private Skip() {}

  /**
   * For what continuous integration installs: there (with the environment
   * variable CI=true) the test fails instead.
   */
  public static void unless(boolean there, String reason) {
    unless(there, reason, "true".equals(System.getenv("CI")), TERMINAL);
  }

  /** For what no machine has to have, such as root privileges. */
  public static void evenOnCiUnless(boolean there, String reason) {
    unless(there, reason, false, TERMINAL);
  }

  static void unless(boolean there, String reason, boolean onCi,
      PrintStream people) {
    if (there) {
      return;
    }
    if (onCi) {
      fail("CI has to have what this needs: " + reason);
    }
    people.println("SKIPPED: " + reason);
    assumeTrue(false, reason);
  }

  /** Skips if strace cannot kill a process at a chosen system call. */
  public static void withoutStrace(String notTested)
      throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("strace", "-o", "/dev/null", "true").start()
          .waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    unless(there, "There is no strace, or it is not allowed: " + notTested);
  }
}
