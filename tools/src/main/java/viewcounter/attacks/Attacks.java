package viewcounter.attacks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All attacks. The last ones use up the guesses of an IP address. */
public final class Attacks {

  public static final List<Attack> ALL = Stream.of(MemoryAttacks.ALL,
      IdentityAttacks.ALL, SessionAttacks.ALL, StolenSessionAttacks.ALL,
      CookieAttacks.ALL, CrossSiteAttacks.ALL, ScriptAttacks.ALL,
      HeaderAttacks.ALL, LogAttacks.ALL, PasswordAttacks.ALL,
      OverloadAttacks.ALL, EnumerationAttacks.ALL, GuessAttacks.ALL)
      .flatMap(List::stream).toList();

  private Attacks() {}

  /** Those that stop working first come first. */
  public static List<Attack> inOrder() {
    return ALL.stream().sorted(ResultTable.STAIRCASE).toList();
  }

  /**
   * Those whose names have these words, in capital letters or not. Punctuation
   * does not matter: a shell would have its own ideas about some of it.
   */
  public static List<Attack> named(String words) {
    String plain = plain(words);
    return ALL.stream().filter(attack -> !plain.isEmpty()
        && plain(attack.what()).contains(plain)).toList();
  }

  /** Lower-case letters, digits and single spaces; so does the lab's page. */
  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s]", "").replaceAll("\\s+", " ").strip();
  }
}
