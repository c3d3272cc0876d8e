package viewcounter.step5;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.RedirectConfig.redirectConfig;
import static io.restassured.config.SessionConfig.sessionConfig;
import static org.hamcrest.Matchers.is;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.filter.session.SessionFilter;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.TestServer;

/** The story of step 5; a specification has the session of one browser. */
class StoryTest {

  private static final String VIEWS = "**.find { it.@class == 'views' }";

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void jane_registers_logs_out_and_logs_in_on_her_phone() {
    RequestSpecification laptop = browser();
    given(laptop).formParams("username", "jane",
        "password", "correct horse", "repeated", "correct horse")
        .when().post("/register")
        .then().statusCode(303).header("Location", "/?signed-in");
    given(laptop).when().get("/")
        .then().statusCode(200).body(VIEWS, is("User \"jane\" has 1 view"));

    given(laptop).when().post("/logout")
        .then().statusCode(303).header("Location", "/login");
    given(laptop).when().get("/")
        .then().statusCode(302).header("Location", "/login");

    RequestSpecification phone = browser();
    given(phone).formParams("username", "jane", "password", "correct horse")
        .when().post("/login")
        .then().statusCode(303).header("Location", "/?signed-in");
    given(phone).when().get("/")
        .then().statusCode(200).body(VIEWS, is("User \"jane\" has 2 views"));
  }

  // a CookieFilter would not send the Secure cookie by plain HTTP
  private RequestSpecification browser() {
    return new RequestSpecBuilder().setPort(server.port())
        .addFilter(new SessionFilter())
        .setConfig(config().redirect(redirectConfig().followRedirects(false))
            .sessionConfig(sessionConfig().sessionIdName("__Host-session")))
        .build();
  }
}
