package viewcounter.step3;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.AnyRequest;
import viewcounter.testing.BadRequestContract;
import viewcounter.testing.Corpus;
import viewcounter.testing.TestServer;

class BadRequestTest extends BadRequestContract {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Override
  protected int port() {
    return server.port();
  }

  @Test
  void a_malformed_query_after_a_name_is_answered() throws IOException {
    AnyRequest.isAnsweredWell(port(), Files.readAllBytes(
        Corpus.folder("requests").resolve("name-in-path")));
  }
}
