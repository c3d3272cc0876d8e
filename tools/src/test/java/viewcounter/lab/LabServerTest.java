package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.attacks.Attacks;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.RawHttp;

/** The lab as its page uses it, and as others may not. */
class LabServerTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static LabServer lab;

  @BeforeAll
  static void start() throws IOException {
    lab = new LabServer(0, CourseFolder.ROOT);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  static int numberOf(String words) {
    return Attacks.ALL.indexOf(Attacks.named(words).get(0));
  }

  @Test
  void an_attack_works_on_one_step_and_fails_on_another() throws Exception {
    JsonObject three = attempt("session fixation", 3);
    assertTrue(three.getAsJsonObject("result").get("works").getAsBoolean());
    assertTrue(three.toString().contains("VULNERABLE: the session keeps"));
    assertTrue(three.toString().contains(
        "Mallory: open http://localhost:3000/create/mallory"), "try it");

    JsonObject five = attempt("session fixation", 5);
    assertFalse(five.getAsJsonObject("result").get("works").getAsBoolean());
    assertFalse(five.toString().contains("VULNERABLE"));
    assertTrue(five.toString().contains("guard: session fixation"));
  }

  @Test
  void an_attack_in_progress_can_be_stopped_and_is_the_only_one()
      throws Exception {
    CompletableFuture<HttpResponse<String>> first;
    HttpResponse<String> second;
    do { // until the first one comes first
      first = CLIENT.sendAsync(order("{\"attack\":"
          + numberOf("stolen yesterday") + ",\"step\":5}").build(),
          BodyHandlers.ofString());
      second = send(order("{\"attack\":0,\"step\":1}"));
    } while (second.statusCode() == 200);
    assertEquals(409, second.statusCode());
    assertEquals(200, send(request("/stop", "POST", "{}")
        .header("Origin", lab.url())).statusCode());
    String stopped = first.get().body();
    assertTrue(stopped.contains("\"stopped\":true"), stopped);
    attempt("Anyone who knows a name", 3); // and it goes on
  }

  @Test
  void if_its_page_is_closed_the_attack_ends() throws Exception {
    attempt("Anyone who knows a name", 3);
    ProcessHandle worker = ProcessHandle.current().children().filter(each ->
        each.info().command().orElse("").endsWith("java"))
        .findFirst().orElseThrow();
    HttpResponse<InputStream> response = CLIENT.send(order("{\"attack\":"
        + numberOf("distributed brute force") + ",\"step\":5}").build(),
        BodyHandlers.ofInputStream());
    response.body().close();
    await().atMost(60, SECONDS).until(() -> !worker.isAlive());
    await().atMost(60, SECONDS).until(() -> send(order("{\"attack\":"
        + numberOf("knows a name") + ",\"step\":3}")).statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "x", "{\"attack\":-1,\"step\":1}",
      "{\"attack\":1000,\"step\":1}", "{\"attack\":0,\"step\":6}",
      "{\"attack\":0,\"step\":0}", "{\"attack\":\"../x\",\"step\":1}",
      "{\"attack\":99999999999,\"step\":1}"})
  void an_unknown_attack_is_rejected(String body) throws Exception {
    assertEquals(400, send(order(body)).statusCode());
  }

  @Test
  void an_attack_that_does_not_apply_to_a_step_is_rejected()
      throws Exception {
    assertEquals(400, send(order("{\"attack\":"
        + numberOf("session fixation") + ",\"step\":1}")).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example", "null", "http://localhost", "''"})
  void another_site_cannot_carry_out_an_attack(String origin)
      throws Exception {
    HttpRequest.Builder request =
        request("/attempts", "POST", "{\"attack\":0,\"step\":1}");
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    assertEquals(403, send(request).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"GET, /nothing, 404", "GET, /lab.css/..%2f, 404",
      "GET, /attempts, 404", "PUT, /attempts, 405", "DELETE, /, 405",
      "POST, /, 404"})
  void nothing_else_is_served(String method, String path, int status)
      throws Exception {
    assertEquals(status, send(request(path, method, "")
        .header("Origin", lab.url())).statusCode());
  }

  @Test
  void another_name_for_this_computer_is_rejected() {
    assertEquals(403, RawHttp.status(RawHttp.send(
        URI.create(lab.url()).getPort(), "GET / HTTP/1.1\r\n"
            + "Host: evil.example\r\nConnection: close\r\n\r\n")));
  }

  @Test
  void its_page_can_run_no_script_but_its_own() throws Exception {
    String policy = send(request("/", "GET", "")).headers()
        .firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"),
        policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  @Test
  void if_its_port_is_in_use_it_takes_a_free_one() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1,
        InetAddress.getByName("127.0.0.1"));
        LabServer other = new LabServer(taken.getLocalPort(),
            CourseFolder.ROOT)) {
      assertFalse(other.url().endsWith(":" + taken.getLocalPort()));
    }
  }

  private static JsonObject attempt(String words, int step) throws Exception {
    HttpResponse<String> response = send(order("{\"attack\":"
        + numberOf(words) + ",\"step\":" + step + "}"));
    assertEquals(200, response.statusCode(), response.body());
    List<String> lines = response.body().lines().toList();
    return JsonParser.parseString(lines.get(lines.size() - 1))
        .getAsJsonObject();
  }

  private static HttpRequest.Builder order(String body) {
    return request("/attempts", "POST", body).header("Origin", lab.url());
  }

  private static HttpRequest.Builder request(String path, String method,
      String body) {
    return HttpRequest.newBuilder(URI.create(lab.url() + path)).method(method,
        BodyPublishers.ofString(body, UTF_8));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
