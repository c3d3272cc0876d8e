package viewcounter.attacks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All attacks. The last ones use up the guesses of an IP address. */
public final class Attacks {

  public static final List<Attack> ALL = Stream.of(MemoryAttacks.ALL,
      IdentityAttacks.ALL, SessionAttacks.ALL, CrossSiteAttacks.ALL,
      ScriptAttacks.ALL, HeaderAttacks.ALL, PasswordAttacks.ALL)
      .flatMap(List::stream).toList();

  private Attacks() {}

  /** Those that stop working first come first. */
  public static List<Attack> inOrder() {
    return ALL.stream().sorted(ResultTable.STAIRCASE).toList();
  }

  /** Those whose names have these words, in capital letters or not. */
  public static List<Attack> named(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(attack ->
        attack.what().toLowerCase(Locale.ROOT).contains(lower)).toList();
  }
}
