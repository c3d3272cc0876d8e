package viewcounter.step5;

import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.step2.WebServer;
import viewcounter.testing.TestServer;
import viewcounter.testing.TroubleContract;

class TroubleTest extends TroubleContract {

  @RegisterExtension
  final TestServer<WebServer> server =
      new TestServer<>(App::start, WebServer::port, WebServer::close);

  @Override
  protected int port() {
    return server.port();
  }

  @Override
  protected String sessionCookie() {
    return App.SESSIONS.cookie();
  }
}
