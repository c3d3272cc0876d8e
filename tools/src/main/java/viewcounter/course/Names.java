package viewcounter.course;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody who mistyped one may have meant. */
final class Names {

  private Names() {}

  /** The end of a sentence that says there is no such name. */
  static String near(String typed, Collection<String> names) {
    int most = typed.length() / 3;
    List<String> near = names.stream().distinct()
        .filter(name -> distance(typed, name) <= most)
        .sorted(Comparator.<String>comparingInt(name -> distance(typed, name))
            .thenComparing(String::length))
        .limit(3).toList();
    return near.isEmpty() ? "."
        : "; close to it: " + String.join(", ", near) + ".";
  }

  /** How many letters to add, take away or replace to find it in a name. */
  private static int distance(String typed, String name) {
    String from = typed.toLowerCase(Locale.ROOT);
    String in = name.toLowerCase(Locale.ROOT);
    int[] row = new int[in.length() + 1]; // it may begin anywhere
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= in.length(); j++) {
        int replaced =
            diagonal + (from.charAt(i - 1) == in.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return Arrays.stream(row).min().orElseThrow(); // and end anywhere
  }
}
