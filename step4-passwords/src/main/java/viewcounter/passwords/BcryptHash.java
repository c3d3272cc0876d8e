package viewcounter.passwords;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bcrypt hash, whichever program made it. {@code $2a$}, {@code $2b$} and
 * {@code $2y$} are one algorithm, except for passwords with a NUL; jBCrypt
 * takes only the first.
 *
 * @param text the hash as {@link BcryptHasher} writes it, with {@code $2a$}
 */
public record BcryptHash(String text, int cost) {

  /** To check one takes seconds at this cost, and hours at 30. */
  public static final int HIGHEST_COST = 16;

  /** Spring Security can put {bcrypt} before it. */
  private static final Pattern FORM = Pattern.compile("(?:\\{bcrypt})?"
      + "\\$2[aby](\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53})");

  /** Reads what is stored; null if it is not such a hash, or costs more. */
  public static BcryptHash of(String stored) {
    Matcher parts = FORM.matcher(stored == null ? "" : stored);
    return parts.matches() ? new BcryptHash("$2a" + parts.group(1),
        Integer.parseInt(parts.group(2))) : null;
  }
}
