package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which passwords are accepted at sign-up (NIST SP 800-63B, 3.1.1.2). */
final class PasswordPolicy {

  private static final int SHORTEST = 8;
  private static final int BCRYPT_BYTES = 72; // it silently ignores the rest

  private static final Set<String> WELL_KNOWN = // guard: common passwords
      Pages.text("well-known-passwords.txt").lines()
          .filter(line -> !line.startsWith("#")).collect(Collectors.toSet());

  private PasswordPolicy() {}

  /**
   * Whether bcrypt uses all of it, and nothing twice: it repeats a password
   * after a NUL, so that "a" and "a\0a" would be the same.
   */
  static boolean fitsBcrypt(String password) {
    return password.getBytes(UTF_8).length <= BCRYPT_BYTES // guard: truncation
        && password.indexOf('\0') < 0;
  }

  /** A hint on what is wrong, for whoever typed it; null if nothing is. */
  static String violation(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return "Please use at least " + SHORTEST + " characters";
    }
    if (password.indexOf('\0') >= 0) {
      return "Please leave out the NUL character";
    }
    if (!fitsBcrypt(password)) {
      return "Please use at most " + BCRYPT_BYTES + " characters"
          + " (fewer if they are not plain English letters)";
    }
    return WELL_KNOWN.contains(password.toLowerCase(Locale.ROOT))
        ? "Many people use this password: please choose another one" : null;
  }
}
