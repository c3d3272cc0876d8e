package viewcounter.step3;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.restassured.RestAssured;
import io.restassured.filter.cookie.CookieFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.TestServer;

/** The story of step 3; each filter holds one browser's cookies. */
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
  void a_count_belongs_to_a_person_on_any_browser() {
    given().filter(laptop).when().get("/create/jane")
        .then().statusCode(200).body(is("User jane created & logged in"));
    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("User \"jane\" has 1 view"));

    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("Please log in"));
    given().filter(phone).when().get("/login/jane")
        .then().statusCode(200).body(is("User jane logged in"));
    given().filter(phone).when().get("/")
        .then().statusCode(200).body(is("User \"jane\" has 2 views"));

    given().filter(phone).when().get("/logout") // redirected to /
        .then().statusCode(200).body(is("Please log in"));
    given().filter(laptop).when().get("/")
        .then().statusCode(200).body(is("User \"jane\" has 3 views"));
  }
}
