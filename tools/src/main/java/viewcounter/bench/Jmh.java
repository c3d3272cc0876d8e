package viewcounter.bench;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs JMH in this process: the server that it measures is another one. */
final class Jmh {

  private Jmh() {}

  /** The times of all calls. */
  static Statistics run(Class<?> benchmarks, String name, int threads,
      TimeValue warmUp, TimeValue time) throws RunnerException {
    return result(benchmarks, name, threads, warmUp, time).getPrimaryResult()
        .getStatistics();
  }

  /** @throws RunnerException even if only a call throws something */
  static RunResult result(Class<?> benchmarks, String name, int threads,
      TimeValue warmUp, TimeValue time) throws RunnerException {
    return new Runner(new OptionsBuilder()
        .include(benchmarks.getName() + "\\." + name + "$")
        .forks(0).threads(threads).shouldFailOnError(true)
        .warmupIterations(1).warmupTime(warmUp)
        .measurementIterations(1).measurementTime(time)
        .verbosity(VerboseMode.SILENT).build()).runSingle();
  }

  /** As each thread waits for its response before it asks again. */
  static double rate(int threads, Statistics millis) {
    return threads * 1000 / millis.getMean();
  }
}
