package viewcounter.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import viewcounter.site.ProcessSite;
import viewcounter.site.Visitor;

/**
 * People who visit, log out, log in, mistype and sign up at step 5 for some
 * time, while it is stopped or killed every third minute. At the end, each
 * count has to be what was answered.
 */
final class Soak {

  private static final int PEOPLE = 16;

  private final ProcessSite site;
  private final String secret;
  private final long end;

  private Soak(ProcessSite site, String secret, Duration time) {
    this.site = site;
    this.secret = secret;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** A person who signed up, and what the site has answered them. */
  private static final class Person {
    private final Visitor visitor;
    private int answered;
    private int unanswered; // the server ended before it could say

    Person(Visitor visitor) {
      this.visitor = visitor;
    }
  }

  static void run(Duration time) throws Exception {
    Path data = ProcessSite.newFolder();
    try (ProcessSite site = new ProcessSite(5, data, List.of("-Xmx128m"))) {
      new Soak(site, Files.readString(data.resolve("proxy-secret")), time)
          .run();
    }
  }

  private void run() throws Exception {
    List<Person> all = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = IntStream.range(0, PEOPLE).mapToObj(i ->
        new Thread(() -> live(i, all), "person " + i)).toList();
    threads.forEach(Thread::start);
    System.out.println("| minute | people | memory MB | files | threads |\n"
        + "|---|---|---|---|---|");
    for (int minute = 1; left() > 0; minute++) {
      Thread.sleep(Math.min(left(), 60_000));
      System.out.printf("| %d | %d | %s |%n", minute, all.size(),
          Usage.all(site));
      if (left() > 0 && minute % 6 == 0) {
        site.program().stop();
        site.start();
      } else if (left() > 0 && minute % 3 == 0) {
        site.crash();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    compare(all);
  }

  private long left() {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  /** Signs up, and does this and that until the time is over. */
  private void live(int number, List<Person> all) {
    Random random = new Random(number);
    Person person = null;
    while (left() > 0) {
      int what = random.nextInt(100);
      try {
        if (person == null || what == 0) {
          Person other = new Person(visitor(number, "p" + number + "x"
              + random.nextInt(1_000_000)));
          other.visitor.isThere(); // has one view then
          other.answered++;
          all.add(other);
          person = other;
        } else if (what == 1) {
          visitor(number, person.visitor.name()).logsIn("mistyped");
        } else if (what < 5) {
          person.visitor.logsOut();
          person.visitor.logsIn(Visitor.PASSWORD);
        } else {
          look(person);
        }
      } catch (Exception e) {
        pause(); // it is being restarted
      }
    }
  }

  private static void look(Person person) {
    person.unanswered++;
    int views = person.visitor.views();
    person.unanswered--;
    person.answered += views > 0 ? 1 : 0;
  }

  private Visitor visitor(int number, String name) {
    Visitor visitor = site.visitor(name);
    visitor.browser().withHeader("X-Real-IP", "192.0.2." + number)
        .withHeader("X-Proxy-Secret", secret);
    return visitor;
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(List<Person> all) {
    long answered = 0;
    long unanswered = 0;
    for (Person person : all) {
      person.visitor.logsIn(Visitor.PASSWORD);
      int counted = person.visitor.views() - 1;
      if (counted < person.answered
          || counted > person.answered + person.unanswered) {
        throw new IllegalStateException(person.visitor.name() + " has "
            + counted + " views, but " + person.answered
            + " were answered, and " + person.unanswered + " were not");
      }
      answered += person.answered;
      unanswered += person.unanswered;
    }
    System.out.printf("%d people, %d views answered: each was counted. %d"
        + " more were asked for while it stopped.%n", all.size(), answered,
        unanswered);
  }
}
