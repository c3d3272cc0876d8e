package viewcounter.attacks;

import java.util.List;

/**
 * What the code has to do with an attack.
 *
 * @param letIn words of the comment in a step's App that marks where the
 *     attack goes through; null if no line does
 * @param guard what stops it; null if nothing does
 * @param wrongFixes tests of WrongFixesTest: what people try first
 */
public record Lesson(String letIn, Guard guard, List<String> wrongFixes) {

  /**
   * The code that stops an attack.
   *
   * @param file its path in the course
   * @param words of its line that decides
   * @param without what to remove, so that the attack works again; null if
   *     that takes more than a few lines
   * @param instead what to put in its place
   */
  public record Guard(String file, String words, String without,
      String instead) {

    /** The name of its class, or of its page, which escapes what it shows. */
    public String name() {
      String name = file.replaceAll(".*/|\\.java$", "");
      return name.equals("App") ? "App of step " + module()
          : name.endsWith(".mustache") ? name + ", which escapes it" : name;
    }

    /** The step whose module has it. */
    int module() {
      return Character.digit(file.charAt("step".length()), 10);
    }
  }
}
