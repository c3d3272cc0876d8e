package viewcounter.testing;

import java.io.IOException;

/** Work with sockets, in threads that do not keep the tests from ending. */
public final class Background {

  /** Something that ends when a socket is closed. */
  public interface Work {
    void run() throws IOException;
  }

  private Background() {}

  /** Starts it; a closed socket is not an error. */
  public static void start(String name, Work work) {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (IOException e) {
        // closed: by the other side, or because the test is over
      }
    }, name);
    thread.setDaemon(true);
    thread.start();
  }
}
