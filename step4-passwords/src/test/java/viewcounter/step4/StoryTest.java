package viewcounter.step4;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.restassured.RestAssured;
import io.restassured.filter.cookie.CookieFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.TestServer;

/** The story of step 4; each filter holds one browser's cookies. */
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
  void only_the_right_password_logs_in() {
    given().filter(laptop).when().get("/create/jane/s3cret")
        .then().statusCode(200).body(is("User jane created & logged in"));
    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("User \"jane\" has 1 view"));

    given().filter(phone).when().get("/login/jane/guess")
        .then().statusCode(403).body(is("Incorrect username or password"));
    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("Please log in"));

    given().filter(phone).when().get("/login/jane/s3cret")
        .then().statusCode(200).body(is("User jane logged in"));
    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("User \"jane\" has 2 views"));
  }
}
