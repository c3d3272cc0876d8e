package viewcounter.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.testing.TestServer;

/** The store alone, and what a disk can do at best. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Saving {

  /** What is counted. */
  public record User(String user, int views) {
    User viewed() {
      return new User(user, views + 1);
    }
  }

  private static final byte[] LINE = ("{\"crc\":\"01234567\",\"changes\":"
      + "{\"users/user10\":{\"user\":\"user10\",\"views\":1000}}}\n")
      .getBytes(UTF_8);

  private Path folder;
  private FileChannel file;
  private Store store;
  private Table<User> users;

  /** Somebody whose views are counted. */
  @State(Scope.Thread)
  public static class Person {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private final String name = "user" + NEXT.getAndIncrement();
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("saving");
    file = FileChannel.open(folder.resolve("bare"),
        StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    store = Store.open(folder.resolve("store"));
    users = store.table("users", User.class);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    file.close();
    store.close();
    TestServer.delete(folder);
  }

  /** A line appended to a file and forced to disk: no less will do. */
  @Benchmark
  public void bare() throws IOException {
    ByteBuffer line = ByteBuffer.wrap(LINE);
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(false);
  }

  /** A view counted by the store. */
  @Benchmark
  public User store(Person person) {
    UnitOfWork work = store.begin();
    users.add(person.name, new User(person.name, 0));
    User user = users.update(person.name, User::viewed);
    work.awaitSaved();
    return user;
  }
}
