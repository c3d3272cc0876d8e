package viewcounter.attacks;

import java.util.List;
import java.util.stream.Stream;

/** All attacks. The last ones use up what an address may guess. */
public final class Attacks {

  public static final List<Attack> ALL = Stream.of(MemoryAttacks.ALL,
      IdentityAttacks.ALL, SessionAttacks.ALL, CrossSiteAttacks.ALL,
      ScriptAttacks.ALL, HeaderAttacks.ALL, PasswordAttacks.ALL)
      .flatMap(List::stream).toList();

  private Attacks() {}
}
