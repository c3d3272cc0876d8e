package viewcounter.lab;

import java.util.List;
import viewcounter.story.Event;

/**
 * How an attack went, or goes.
 *
 * @param works whether it worked; null if it could not be carried out, or
 *     has not ended
 * @param asExpected whether it ended as the table of attacks says
 * @param trouble why it could not be carried out
 * @param stopped whether somebody stopped it
 */
record Result(Boolean works, boolean asExpected, List<Event> story,
    String trouble, boolean stopped) {

  static final Result STOPPED =
      new Result(null, false, List.of(), null, true);

  static Result failed(String trouble) {
    return new Result(null, false, List.of(), trouble, false);
  }

  static Result unfinished(List<Event> story) {
    return new Result(null, false, story, null, false);
  }

  boolean isFinal() {
    return works != null || trouble != null;
  }
}
