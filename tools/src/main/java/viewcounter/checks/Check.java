package viewcounter.checks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import viewcounter.site.Site;
import viewcounter.site.Site.NotPossible;

/**
 * Something that a step does, or that can be done to it, and whether it works
 * on each step.
 *
 * @param what a sentence that says what happens
 * @param steps whether it works there, for the steps that it applies to
 */
public record Check(Kind kind, String what, Map<Integer, Outcome> steps,
    Action action) {

  /** What it is for, and the words for how it went. */
  public enum Kind {
    BEHAVIOUR("ok", "NO"), EXERCISE("solved", "open"), ATTACK("WORKS", "fails");

    private final String works;
    private final String fails;

    Kind(String works, String fails) {
      this.works = works;
      this.fails = fails;
    }
  }

  public enum Outcome { WORKS, FAILS, DOES_NOT_APPLY }

  /** Tries it. */
  public interface Action {
    /**
     * Whether it works.
     *
     * @throws NotPossible if it cannot be tried on such a site
     * @throws Exception if the site does not do what is needed to try it, or,
     *     where that is all that is asked for, what it has to
     */
    boolean worksOn(Site site) throws Exception;
  }

  /** A check of what a site has to do. */
  public interface Demand {
    /** Throws an {@link viewcounter.site.Unmet} that says what is missing. */
    void tryOn(Site site) throws Exception;
  }

  /**
   * How it went.
   *
   * @param trouble what was thrown meanwhile; null if nothing was
   */
  public record Result(Check check, boolean works, Exception trouble) {

    /** Whether nothing has to be done about it. */
    public boolean isGood() {
      return trouble == null && works == (check.kind != Kind.ATTACK);
    }

    /** Whether it could not be tried on such a site. */
    public boolean isLeftOut() {
      return trouble instanceof NotPossible;
    }

    /** In a word. */
    public String verdict() {
      return isLeftOut() ? "left out" : works ? check.kind.works
          : trouble == null || check.kind != Kind.ATTACK ? check.kind.fails
          : "NO";
    }

    /** Why it did not work, as far as is known; null if it worked. */
    public String reason() {
      return trouble == null ? null : trouble.getMessage() == null
          ? trouble.toString() : trouble.getMessage();
    }

    /** Throws what was thrown. */
    public Result orThrow() throws Exception {
      if (trouble != null) {
        throw trouble;
      }
      return this;
    }
  }

  /** What these steps have to do, and no other. */
  public static Draft behaviour(String what, int... steps) {
    return demand -> demand(Kind.BEHAVIOUR, what, Outcome.WORKS, demand, steps);
  }

  /** What a step does not do until a reader has changed it. */
  public static Draft exercise(String what, int step) {
    return demand -> demand(Kind.EXERCISE, what, Outcome.FAILS, demand, step);
  }

  /** A check that is being written down. */
  public interface Draft {
    Check by(Demand demand);
  }

  private static Check demand(Kind kind, String what, Outcome outcome,
      Demand demand, int... steps) {
    Map<Integer, Outcome> expected = new TreeMap<>();
    for (int step : steps) {
      expected.put(step, outcome);
    }
    return new Check(kind, what, expected, site -> {
      demand.tryOn(site);
      return true;
    });
  }

  /** Whether it works on a step, as far as we know. */
  public Outcome on(int step) {
    return steps.getOrDefault(step, Outcome.DOES_NOT_APPLY);
  }

  /** Tries it on a site, which is closed afterwards. */
  public Result tryOn(Callable<? extends Site> newSite) {
    try (Site site = newSite.call()) {
      return tryOn(site);
    } catch (Exception e) {
      return new Result(this, false, e);
    }
  }

  /** Tries it. */
  public Result tryOn(Site site) {
    try {
      return new Result(this, action.worksOn(site), null);
    } catch (Exception e) {
      return new Result(this, false, e);
    }
  }
}
