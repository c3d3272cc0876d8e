package viewcounter.launch;

import java.util.function.ToIntFunction;

/** Starts a step, and says where it runs or why it cannot start. */
public final class Launcher {

  private Launcher() {}

  /**
   * Starts a step and prints where it runs. If it cannot start, prints why, in
   * one sentence on standard error, and exits with code 1.
   *
   * @param app starts the step and returns the port that it listens on
   */
  public static void run(int step, ToIntFunction<Settings> app) {
    try {
      Settings settings = Settings.of(step, System.getenv());
      int port = app.applyAsInt(settings);
      SiteUrl url = new SiteUrl(settings.host(), port);
      System.out.println("Step " + step + " runs at " + url
          + " and keeps its data in " + placeOf(step, settings)
          + System.lineSeparator() + (url.localhostIsAnother()
              ? "Do not open http://localhost:" + port + ": another program is"
                  + " there, at [::1]." + System.lineSeparator() : "")
          + "Press Ctrl-C to stop it (process "
          + ProcessHandle.current().pid() + ").");
    } catch (StartupException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static String placeOf(int step, Settings settings) {
    return step == 1 ? "memory." : settings.database() == null
        ? settings.data().toString()
        : Settings.withoutPassword(settings.database());
  }

  /** The sentence for a port that could not be opened. */
  public static StartupException cannotListen(Settings settings,
      Exception cause) {
    return new StartupException("Cannot listen on port " + settings.port()
        + " of " + settings.host() + ": another program uses it, it is not"
        + " allowed, or this computer has no such IP address. Stop that"
        + " program, or choose another port with the environment variable PORT,"
        + " or another IP address with HOST.", cause);
  }
}
