package viewcounter.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Stops listening, but serves whoever has connected by then. Jetty alone resets
 * the connections that it has not accepted yet, and answers 503 on the others:
 * a load balancer cannot see from either whether a POST was begun, and must not
 * send it to another instance. What the system still resets is a connection
 * that is made in the microseconds in which the port closes.
 */
final class DrainingConnector extends ServerConnector {

  private static final int DRAIN_MILLIS = 2_000;
  private static final int FIRST_REQUEST_MILLIS = 1_000;
  private static final int NEXT_REQUEST_MILLIS = 50;

  private final AtomicInteger opening = new AtomicInteger(); // connections
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean draining;

  DrainingConnector(Server server, HttpConnectionFactory http) {
    super(server, 1, -1, http);
    setShutdownIdleTimeout(-1); // or requests in progress would time out
    addBean(new AcceptListener() {
      @Override
      public void onAccepting(SelectableChannel channel) {
        opening.incrementAndGet();
      }

      @Override
      public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        opening.decrementAndGet();
      }
    });
  }

  /**
   * Closes the port, and waits until all who have connected are served, but for
   * a few seconds at most. Then the server can be stopped.
   */
  void drain() {
    if (!isOpen()) {
      return;
    }
    draining = true;
    try {
      wakeAcceptor();
      closed.await(DRAIN_MILLIS, MILLISECONDS);
      for (int i = 0; i < DRAIN_MILLIS && opening.get() > 0; i++) {
        Thread.sleep(1);
      }
      shutdown().get(DRAIN_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the server gives those who are left a little more time
    }
  }

  /** Accepting is the acceptor's: no other thread can stop it in between. */
  private void wakeAcceptor() {
    InetAddress address = ((ServerSocketChannel) getTransport()).socket()
        .getInetAddress();
    try (Socket connection = new Socket()) {
      connection.connect(new InetSocketAddress(address.isAnyLocalAddress()
          ? InetAddress.getLoopbackAddress() : address, getLocalPort()),
          DRAIN_MILLIS);
    } catch (IOException e) {
      // somebody else has woken it
    }
  }

  @Override
  public void accept(int acceptor) throws IOException {
    super.accept(acceptor);
    if (draining && isOpen()) {
      acceptAllThatWait((ServerSocketChannel) getTransport());
      closed.countDown();
    }
  }

  private void acceptAllThatWait(ServerSocketChannel port)
      throws IOException {
    port.configureBlocking(false);
    for (SocketChannel next; (next = port.accept()) != null; ) {
      next.configureBlocking(false);
      configure(next.socket());
      getSelectorManager().accept(next);
    }
    port.close();
  }

  @Override
  protected void onEndPointOpened(EndPoint connection) {
    super.onEndPointOpened(connection);
    opening.decrementAndGet();
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    CompletableFuture<Void> done = super.shutdown();
    getConnectedEndPoints().forEach(DrainingConnector::endIfIdle);
    return done;
  }

  /** One with a request ends with the response to it. */
  private static void endIfIdle(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    long requests = connection == null ? 0 : connection.getMessagesIn();
    if (requests == 0) {
      endPoint.setIdleTimeout(FIRST_REQUEST_MILLIS);
    } else if (requests == connection.getMessagesOut()) {
      endPoint.setIdleTimeout(NEXT_REQUEST_MILLIS);
    }
  }
}
