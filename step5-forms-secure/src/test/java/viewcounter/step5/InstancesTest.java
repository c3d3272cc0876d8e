package viewcounter.step5;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.binding.DeviceKey;
import viewcounter.launch.Settings;
import viewcounter.passwords.PlaintextHasher;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.FaultyNetwork;
import viewcounter.testing.TestDatabase;
import viewcounter.web.HttpException;
import viewcounter.web.WebServer;

/** Three instances of a step that share one database. */
class InstancesTest {

  @TempDir
  Path folder;

  private final List<String> log =
      Collections.synchronizedList(new ArrayList<>());
  private final AdjustableClock clock = new AdjustableClock();
  private final TestDatabase database = TestDatabase.create();
  private final List<WebServer> instances = new ArrayList<>();

  @AfterEach
  void close() {
    instances.forEach(WebServer::close);
    database.close();
  }

  @Test
  void no_view_is_lost_and_none_counts_twice() throws Exception {
    start(viewcounter.step3.App::start);
    Browser jane = browser(0);
    jane.sees("/create/jane");
    AtomicInteger next = new AtomicInteger();
    List<List<Integer>> counts = Concurrently.run(16, () -> {
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Browser there = browser(next.getAndIncrement() % 3)
            .withCookiesOf(jane);
        seen.add(Browser.viewsIn(there.sees("/")));
      }
      return seen;
    });
    assertEquals(IntStream.rangeClosed(1, 160).boxed().toList(),
        counts.stream().flatMap(List::stream).sorted().toList());
  }

  @Test
  void a_log_out_on_one_applies_to_all_even_to_a_slow_request()
      throws Exception {
    start(this::step5);
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    instances.get(0).http().get("/slow", (request, response) -> {
      request.session().attribute("seen", "slowly");
      slow.countDown();
      done.await(30, SECONDS);
      return "slow";
    });
    Browser jane = browser(0);
    register(jane, "jane");
    Browser[] thieves = IntStream.range(0, 3)
        .mapToObj(i -> browser(i).withCookiesOf(jane)).toArray(Browser[]::new);
    CompletableFuture<Response> held =
        Concurrently.supply(() -> thieves[0].visits("/slow"));
    assertTrue(slow.await(30, SECONDS));
    assertLoggedIn(true, thieves);
    assertEquals(303, browser(1).withCookiesOf(jane).submits("/logout")
        .statusCode());
    assertLoggedIn(false, thieves); // while it still has the session
    done.countDown();
    held.get(30, SECONDS);
    assertLoggedIn(false, thieves);
  }

  @Test
  void a_session_changed_by_two_at_once_is_confirmed_by_only_one()
      throws Exception {
    start(viewcounter.step2.App::start);
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    instances.get(0).http().get("/slow", (request, response) -> {
      int views = request.session().attribute("views");
      slow.countDown();
      done.await(30, SECONDS);
      request.session().attribute("views", views + 1);
      return "Views: " + (views + 1);
    });
    Browser browser = browser(0);
    assertEquals("Views: 1", browser.sees("/"));
    CompletableFuture<Response> held =
        Concurrently.supply(() -> browser(0).withCookiesOf(browser)
            .visits("/slow"));
    assertTrue(slow.await(30, SECONDS));
    assertEquals("Views: 2", browser(1).withCookiesOf(browser).sees("/"));
    done.countDown();
    assertEquals(503, held.get(30, SECONDS).statusCode());
    assertEquals("Views: 3", browser(2).withCookiesOf(browser).sees("/"));
  }

  @Test
  void a_session_expires_on_all_at_once() {
    start(this::step5);
    Browser jane = browser(0);
    register(jane, "jane");
    Browser[] all = {jane, browser(1).withCookiesOf(jane),
        browser(2).withCookiesOf(jane)};
    clock.move(Duration.ofMinutes(29));
    assertLoggedIn(true, all);
    clock.move(Duration.ofMinutes(31));
    assertLoggedIn(false, all);
  }

  @Test
  void a_binding_is_known_to_all_and_so_is_each_challenge() {
    start(this::step5);
    Browser jane = browser(0);
    DeviceKey key = new DeviceKey();
    Response login = register(jane, "jane");
    Browser same = browser(1).withCookiesOf(jane);
    assertEquals(200, key.register(same, login).statusCode());
    assertLoggedIn(true, jane); // it has not brought the cookie yet
    assertLoggedIn(true, browser(2).withCookiesOf(same));
    assertEquals(401, jane.visits("/").statusCode());
    String proof = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    assertEquals(200, key.ask(same, proof).statusCode());
    assertEquals(403, key.ask(browser(2), proof).statusCode());
    assertLoggedIn(true, browser(2).withCookiesOf(same));
  }

  @Test
  void fifty_sign_ups_at_once_make_one_account() throws Exception {
    start(this::step5);
    AtomicInteger next = new AtomicInteger();
    List<Integer> statuses = Concurrently.run(50, () ->
        register(browser(next.getAndIncrement() % 3), "jane").statusCode());
    assertEquals(1, Collections.frequency(statuses, 303), "" + statuses);
    assertEquals(49, Collections.frequency(statuses, 409), "" + statuses);
  }

  @Test
  void ten_guesses_are_ten_across_all_and_a_restart_forgets_none() {
    start(this::step5);
    Browser jane = browser(0);
    register(jane, "jane");
    for (int i = 0; i < 10; i++) {
      assertEquals(422, logIn(browser(i % 3), "jane", "wrong guess " + i)
          .statusCode());
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(429, logIn(browser(i), "jane", PASSWORD).statusCode());
    }
    instances.forEach(WebServer::close);
    instances.clear();
    start(this::step5);
    assertEquals(429, logIn(browser(2), "jane", PASSWORD).statusCode());
    assertEquals(303, logIn(browser(1).withCookiesOf(jane), "jane", PASSWORD)
        .statusCode());
    clock.move(Duration.ofSeconds(30));
    assertEquals(303, logIn(browser(2), "jane", PASSWORD).statusCode());
  }

  @Test
  void a_rolling_restart_is_noticed_by_nobody() throws Exception {
    start(this::step5);
    List<Integer> ports = instances.stream().map(WebServer::port).toList();
    try (Nginx nginx = Nginx.startWith("set_real_ip_from 127.0.0.1;"
        + " real_ip_header X-Test-Address;", ports, folder)) {
      Browser jane = new Browser(nginx.httpsSite());
      register(jane, "jane");
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      CompletableFuture<Void> restarts = Concurrently.start(() -> {
        for (int i = 0; i < 3; i++) {
          int enough = answered.get() + 60;
          await("answers").atMost(30, SECONDS)
              .until(answered::get, is(greaterThanOrEqualTo(enough)));
          instances.get(i).close();
          instances.set(i, step5(new Settings("127.0.0.1", ports.get(i),
              folder, false, database.url())));
        }
      }).whenComplete((done, failure) -> over.set(true));
      List<List<Integer>> seen = Concurrently.run(8, () -> {
        List<Integer> views = new ArrayList<>();
        while (!over.get()) {
          signsUpAndOut(nginx, "visitor" + answered.incrementAndGet());
          Response page = new Browser(nginx.httpsSite()).withCookiesOf(jane)
              .visits("/");
          assertEquals(200, page.statusCode(), page.asString());
          views.add(Browser.viewsIn(page.asString()));
          answered.incrementAndGet();
        }
        return views;
      });
      restarts.get(60, SECONDS);
      List<Integer> all =
          seen.stream().flatMap(List::stream).sorted().toList();
      assertEquals(Set.copyOf(all).size(), all.size(), "" + all);
      assertTrue(all.size() >= 90, "Hardly anybody looked: " + all);
      assertEquals(all.size() + 1, Browser.viewsIn(jane.sees("/")));
    }
  }

  /** Two POSTs; a sign-up that was done twice would be a 409. */
  private static void signsUpAndOut(Nginx nginx, String name) {
    Browser visitor = new Browser(nginx.httpsSite()) // slowed by nobody else
        .withHeader("X-Test-Address", "2001:db8:0:%x::1"
            .formatted(Integer.parseInt(name.replaceAll("\\D", ""))));
    Response page = register(visitor, name);
    assertEquals(303, page.statusCode(), page.asString());
    page = visitor.submits("/logout");
    assertEquals(303, page.statusCode(), page.asString());
  }

  @Test
  void a_request_that_failed_is_not_repeated_by_another_instance()
      throws Exception {
    List<Integer> ports = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      WebServer instance = step5(settings(database.url()));
      instances.add(instance);
      ports.add(instance.port());
      instance.http().get("/unknown", (request, response) -> {
        asked.incrementAndGet();
        throw new HttpException(503, "The commit may have happened");
      });
    }
    try (Nginx nginx = Nginx.start(ports, folder)) {
      assertEquals(503,
          new Browser(nginx.httpsSite()).visits("/unknown").statusCode());
      assertEquals(1, asked.get());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_unavailable_database_is_answered_with_503_within_5_seconds(
      boolean hangs) throws IOException {
    try (FaultyNetwork network = new FaultyNetwork(database.port())) {
      instances.add(step5(settings(database.url().replace(
          ":" + database.port() + "/", ":" + network.port() + "/"))));
      Browser jane = browser(0);
      DeviceKey key = new DeviceKey();
      key.register(jane, register(jane, "jane"));
      assertEquals(1, Browser.viewsIn(jane.sees("/")));
      if (hangs) {
        network.hold();
      } else {
        network.cut();
      }
      assertAway(() -> jane.visits("/"));
      assertAway(() -> key.ask(browser(0), null)); // or it would be dropped
      assertAway(() -> jane.submits("/logout"));
      assertAway(() -> logIn(browser(0), "jane", PASSWORD));
      assertAway(() -> register(browser(0), "robert"));
      assertEquals(200, browser(0).visits("/login").statusCode());
      assertTrue(log.get(log.size() - 1).contains(" overload "), "" + log);
      network.work();
      int views = await("views of somebody who was not logged out")
          .atMost(30, SECONDS)
          .until(() -> Browser.viewsIn(jane.sees("/")), is(not(0)));
      assertTrue(views == 2 || views == 3, views + " views");
    } finally {
      instances.forEach(WebServer::close);
      instances.clear();
    }
  }

  private static void assertAway(java.util.function.Supplier<Response> ask) {
    long start = System.nanoTime();
    Response response = ask.get();
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertEquals(503, response.statusCode());
    assertTrue(response.asString().contains("<h1>"), response.asString());
    assertFalse(response.asString().contains("SQL"), response.asString());
    assertTrue(seconds < 5, seconds + " s");
  }

  private static void assertLoggedIn(boolean expected, Browser... browsers) {
    for (Browser each : browsers) {
      assertEquals(expected ? 200 : 302, each.visits("/").statusCode());
    }
  }

  private void start(Function<Settings, WebServer> app) {
    for (int i = 0; i < 3; i++) {
      instances.add(app.apply(settings(database.url())));
    }
  }

  private WebServer step5(Settings settings) {
    return App.start(settings, new Dependencies(
        new PlaintextHasher(), clock, log::add));
  }

  private Settings settings(String url) {
    return new Settings("127.0.0.1", 0, folder, false, url);
  }

  private Browser browser(int instance) {
    return new Browser(instances.get(instance).port());
  }
}
