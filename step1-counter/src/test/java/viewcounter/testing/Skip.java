package viewcounter.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Skips a test, and says why where the person sees it. */
public final class Skip {

  private Skip() {}

  public static void unless(boolean there, String reason) {
    if (!there) { // Surefire keeps what goes to System.err for its report
      new PrintStream(new FileOutputStream(FileDescriptor.err), true)
          .println("SKIPPED: " + reason);
    }
    assumeTrue(there, reason);
  }
}
