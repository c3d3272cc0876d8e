package viewcounter.store.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.launch.StartupException;

/**
 * The step whose data a store has. Another step would damage it: step 3 saves
 * users without their password hashes, and lets anybody in.
 *
 * @param step its number; 0 if it is not known
 */
public record Owner(int step) {

  /** For a store that names no owner, and for tools, which may use any. */
  public static final Owner UNKNOWN = new Owner(0);

  private static final Pattern MARK =
      Pattern.compile("viewcounter: step ([2-5])\\s*");

  /** What a store says of this owner. */
  public String mark() {
    return "viewcounter: step " + step;
  }

  /** The owner that a store names. */
  public static Owner of(String mark) {
    Matcher step = MARK.matcher(mark == null ? "" : mark);
    return step.matches() ? new Owner(Integer.parseInt(step.group(1)))
        : UNKNOWN;
  }

  /** The owner that a record shows; earlier versions wrote no mark. */
  public static Owner of(Mutation record) {
    String json = record.json() == null ? "" : record.json();
    return new Owner(switch (record.table()) {
      case "attempts", "networks" -> 5;
      case "users" -> json.contains("\"hash\":\"") ? 4 : json.isEmpty() ? 0 : 3;
      case "sessions" -> json.contains("\"views\":") ? 2 : 0;
      default -> 0;
    });
  }

  /** Of two records' owners, the one who has more to lose. */
  public Owner or(Owner other) {
    return other.step > step ? other : this;
  }

  /** Whether it may use data without a mark; 4 and 5 store users alike. */
  public boolean canAdopt(Owner shown) {
    return shown.equals(UNKNOWN) || shown.equals(this)
        || shown.step == 4 && step == 5;
  }

  /** Why this step cannot start with what another one owns. */
  public StartupException refusal(Owner owner, String place, String variable) {
    return new StartupException("Step " + step + " cannot use the data in "
        + place + ", which belongs to step " + owner.step + ": choose another"
        + " place with the environment variable " + variable + ".", null);
  }
}
