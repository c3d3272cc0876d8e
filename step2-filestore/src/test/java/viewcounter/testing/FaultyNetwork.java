package viewcounter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network to a server on this computer that hangs or breaks when a test says
 * so.
 */
public final class FaultyNetwork implements AutoCloseable {

  private final ServerSocket entry;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean refused;
  private boolean held;

  /** @param target the port of the server */
  public FaultyNetwork(int target) throws IOException {
    this.target = target;
    entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Background.start("network", this::accept);
  }

  public int port() {
    return entry.getLocalPort();
  }

  /** Holds all data back from now on; the connections stay open. */
  public synchronized void hold() {
    held = true;
  }

  /** From now on, all connections end immediately. */
  public void cut() {
    refused = true;
    sockets.forEach(FaultyNetwork::close);
    sockets.clear();
  }

  /** From now on all is well; what was held arrives. */
  public synchronized void work() {
    held = false;
    refused = false;
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    cut();
    work();
  }

  private void accept() throws IOException {
    while (true) { // until it is closed
      Socket client = entry.accept();
      if (refused) {
        client.close();
      } else {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, server));
        Background.start("network", () -> copy(client, server));
        Background.start("network", () -> copy(server, client));
      }
    }
  }

  private void copy(Socket from, Socket to) throws IOException {
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int length; (length = in.read(buffer)) > 0; ) {
        awaitWork();
        out.write(buffer, 0, length);
      }
    }
  }

  private synchronized void awaitWork() throws InterruptedIOException {
    try {
      while (held) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
