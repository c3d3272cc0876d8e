package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.TestServer;

class ScriptTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  private WebClient browser;

  @BeforeEach
  void open() {
    browser = new WebClient();
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void a_person_registers_counts_logs_out_and_comes_back() throws Exception {
    HtmlPage page = visit("/");
    assertEquals("Log in – View counter", page.getTitleText());
    page = page.getAnchorByText("Create an account").click();
    type(page, "username", "jane");
    type(page, "password", "correct horse");
    type(page, "repeated", "correct horse");
    page = press(page);
    assertTrue(page.asNormalizedText().contains("User \"jane\" has 1 view"));
    assertEquals("/", page.getUrl().getFile());
    page = page.getAnchorByText("Reload").click();
    assertTrue(page.asNormalizedText().contains("User \"jane\" has 2 views"));
    page = press(page);
    assertEquals("Log in – View counter", page.getTitleText());
    type(page, "username", "jane");
    type(page, "password", "wrong horse");
    page = press(page);
    assertEquals("Error: Log in – View counter", page.getTitleText());
    type(page, "password", "correct horse");
    page = press(page);
    assertTrue(page.asNormalizedText().contains("User \"jane\" has 3 views"));
  }

  @Test
  void two_passwords_that_differ_are_reported_before_the_form_is_sent()
      throws Exception {
    HtmlPage page = visit("/register");
    type(page, "username", "jane");
    type(page, "password", "correct horse");
    type(page, "repeated", "correct house");
    assertEquals("The two passwords are not the same",
        page.getElementById("repeated-error").getTextContent());
    assertEquals("The two passwords are not the same",
        ((HtmlInput) page.getElementById("repeated"))
            .getValidationMessage());
    assertEquals("true",
        page.getElementById("repeated").getAttribute("aria-invalid"));

    ((HtmlInput) page.getElementById("repeated")).setValue("");
    type(page, "repeated", "correct horse");
    assertEquals("",
        page.getElementById("repeated-error").getTextContent());
    page = press(page);
    assertTrue(page.asNormalizedText().contains("User \"jane\" has 1 view"));
    assertEquals("/", page.getUrl().getFile());
  }

  private HtmlPage visit(String path) throws IOException {
    return browser.getPage("http://localhost:" + server.port() + path);
  }

  private static void type(HtmlPage page, String id, String text)
      throws IOException {
    ((HtmlInput) page.getElementById(id)).type(text);
  }

  private static HtmlPage press(HtmlPage page) throws IOException {
    return ((HtmlButton) page.querySelector("button")).click();
  }
}
