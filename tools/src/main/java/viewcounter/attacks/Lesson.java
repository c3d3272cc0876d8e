package viewcounter.attacks;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the code has to do with an attack.
 *
 * @param letIn words of the comment in a step's App that marks where the
 *     attack goes through; null if no line does
 * @param guard what stops it; null if nothing does
 * @param wrongFixes tests of WrongFixesTest: what people try first
 */
public record Lesson(String letIn, Guard guard, List<String> wrongFixes) {

  /** Where the wrong fixes are. */
  public static final String WRONG_FIXES =
      "tools/src/test/java/viewcounter/attacks/WrongFixesTest.java";

  /**
   * The code that stops an attack.
   *
   * @param marker the words after {@code guard:} in the comment that marks it
   * @param without makes of that code what lets the attack work again; null if
   *     that takes more than a few lines
   */
  public record Guard(String marker, UnaryOperator<String> without) {

    /** Where it is; null if nobody knows, as somebody has taken it out. */
    MarkedCode code() {
      return Markers.ofCourse().get(marker);
    }

    /** The name of its class, or of its page, which escapes what it shows. */
    public String name() {
      if (code() == null) {
        return "the code marked " + marker;
      }
      String name = code().file().replaceAll(".*/|\\.java$", "");
      return name.equals("App") ? "App of step " + module()
          : name.endsWith(".mustache") ? name + ", which escapes it" : name;
    }

    /** The step whose module has it; 0 if nobody knows. */
    int module() {
      return code() == null ? 0 : code().module();
    }
  }
}
