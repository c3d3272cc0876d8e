package viewcounter.exercises;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Two days that follow each other, without a wait: the same moment in two time
 * zones, 18 hours apart, in both of which midnight is hours away.
 */
final class Day {

  private static final String OPTION = "-Duser.timezone=";
  private static final Instant NOW = Instant.now();
  private static final int OFFSET = offset();

  private Day() {}

  private static int offset() {
    for (int hours = -18; hours <= 0; hours++) {
      int hour = NOW.atOffset(ZoneOffset.ofHours(hours)).getHour();
      if (hour >= 8 && hour < 22) {
        return hours;
      }
    }
    throw new IllegalStateException("There is such a time zone at any hour");
  }

  /** The option of Java that makes it the first day. */
  static String one() {
    return OPTION + "GMT%+03d:00".formatted(OFFSET);
  }

  /** The option of Java that makes it the day after. */
  static String two() {
    return OPTION + "GMT%+03d:00".formatted(OFFSET + 18);
  }

  /** Which day that is. */
  static LocalDate date(String option) {
    return LocalDate.ofInstant(NOW,
        ZoneId.of(option.substring(OPTION.length())));
  }
}
