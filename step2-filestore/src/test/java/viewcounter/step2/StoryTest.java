package viewcounter.step2;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.restassured.RestAssured;
import io.restassured.filter.cookie.CookieFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.TestServer;

/** The story of step 2; each filter holds one browser's cookies. */
class StoryTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  private final CookieFilter laptop = new CookieFilter();
  private final CookieFilter phone = new CookieFilter();

  @BeforeEach
  void find_the_server() {
    RestAssured.port = server.port();
  }

  @Test
  void a_restart_loses_no_count() {
    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("Views: 1"));
    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("Views: 2"));
    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("Views: 1"));

    server.restart();
    RestAssured.port = server.port(); // cookies ignore the port

    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("Views: 3"));
    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("Views: 2"));
  }
}
