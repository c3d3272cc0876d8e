package viewcounter.exercises;

import java.util.List;
import java.util.stream.Stream;

/** Something to add to each step. */
final class Exercises {

  static final List<Exercise> ALL = Stream.of(CounterExercises.ALL,
      UserExercises.ALL, FormExercises.ALL).flatMap(List::stream).toList();

  private Exercises() {}
}
