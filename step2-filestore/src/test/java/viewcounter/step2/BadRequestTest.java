package viewcounter.step2;

import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.BadRequestContract;
import viewcounter.testing.TestServer;

class BadRequestTest extends BadRequestContract {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Override
  protected int port() {
    return server.port();
  }
}
