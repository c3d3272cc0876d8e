package viewcounter.site;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import viewcounter.story.Story;
import viewcounter.testing.Browser;

/**
 * A running step. What needs control over the running program throws
 * {@link NotPossible} if there is none.
 */
public abstract class Site implements AutoCloseable {

  public static final SortedSet<Integer> STEPS =
      Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(1, 2, 3, 4, 5)));

  /** Why something cannot be tried here. */
  public static final class NotPossible extends RuntimeException {
    NotPossible(String reason) {
      super(reason);
    }
  }

  private final int step;
  private final Story story;

  public Site(int step) {
    this(step, new Story());
  }

  /** @param story records what its visitors do */
  public Site(int step, Story story) {
    this.step = step;
    this.story = story;
  }

  /** What its visitors have done so far. */
  public final Story story() {
    return story;
  }

  public final int step() {
    return step;
  }

  /** Where it is, without a slash at the end. */
  public abstract String url();

  /** A new browser, of nobody who is in the story. */
  public final Browser newBrowser() {
    return new Browser(url());
  }

  /** A person at a new browser, not signed up. */
  public final Visitor visitor(String name) {
    return new Visitor(this, newBrowser(), nameOf(name));
  }

  /** A name that nobody else has here. */
  public String nameOf(String name) {
    return name;
  }

  /** A window of a browser that shows pages and runs their scripts. */
  public abstract Window newWindow();

  /** The same, of somebody who is in the story. */
  public final Window windowOf(String person) {
    return new RecordedWindow(newWindow(), person, this);
  }

  /** The exchanges while this is done, as far as they can be seen. */
  List<SeenExchange> seenDuring(Runnable action) {
    action.run();
    return List.of();
  }

  /** Stops it as Ctrl-C does, and starts it again on the same data. */
  public void restart() {
    throw new NotPossible("it would have to be restarted");
  }

  /** The same step in a separate process, as people run it. */
  public ProcessSite asPeopleRunIt(String... arguments) {
    throw new NotPossible("it would have to be started and killed");
  }

  /** All that is in its data folder. */
  public String stolenData() throws Exception {
    throw new NotPossible("its files would have to be read");
  }

  /** How often a password was hashed or compared so far. */
  public int hashings() {
    throw new NotPossible("its hashing would have to be counted");
  }

  /** What is in its security log so far. */
  public List<String> log() {
    throw new NotPossible("its log would have to be read");
  }

  /** What its terminal shows while this is done. */
  public String terminalDuring(Runnable requests) {
    throw new NotPossible("its terminal would have to be read");
  }

  /** Lets time pass. */
  public void passTime(Duration time) {
    throw new NotPossible("its clock would have to be moved");
  }

  /** A person at another computer, whose IP address the proxy reports. */
  public Visitor visitorFrom(String address, String name) throws Exception {
    throw new NotPossible("requests would have to come from many IP addresses");
  }

  @Override
  public abstract void close();
}
