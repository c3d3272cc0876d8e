package viewcounter.bench;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The lowest, the median and the highest figure of several turns. */
record Spread(double min, double median, double max) {

  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Spread(sorted.get(0), sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1));
  }

  /** Those of one figure of each turn; turns are counted from 0. */
  static Spread over(int turns, IntToDoubleFunction value) {
    return of(IntStream.range(0, turns).mapToDouble(value).boxed().toList());
  }
}
