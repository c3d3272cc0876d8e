package viewcounter.step3;

import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.BadRequestContract;
import viewcounter.testing.TestServer;
import viewcounter.web.WebServer;

class BadRequestTest extends BadRequestContract {

  @RegisterExtension
  final TestServer<WebServer> server =
      new TestServer<>(App::start, WebServer::port, WebServer::close);

  @Override
  protected int port() {
    return server.port();
  }
}
