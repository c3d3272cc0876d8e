package viewcounter.site;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import viewcounter.testing.Browser;

/**
 * What a visitor sends to sign up, log in or log out, in the words of each
 * step. From step 5 on, that is what is in the page's form, with its hidden
 * fields, as a browser would send it.
 *
 * @param page the page that has the form; null if there is none
 * @param path where it is sent to
 */
public record AccountForm(String method, String page, String path,
    Map<String, String> fields) {

  public static AccountForm signUp(int step, Browser browser, String name,
      String password) {
    return switch (step) {
      case 3 -> link("/create/" + part(name));
      case 4 -> link("/create/" + part(name) + "/" + part(password));
      case 5 -> in(browser, "/register", name, password);
      default -> throw new IllegalArgumentException("No users yet");
    };
  }

  public static AccountForm logIn(int step, Browser browser, String name,
      String password) {
    return switch (step) {
      case 3 -> link("/login/" + part(name));
      case 4 -> link("/login/" + part(name) + "/" + part(password));
      case 5 -> in(browser, "/login", name, password);
      default -> throw new IllegalArgumentException("No users yet");
    };
  }

  public static AccountForm logOut(int step, Browser browser) {
    return step == 5 ? in(browser, "/logout", "", "") : link("/logout");
  }

  private static AccountForm link(String path) {
    return new AccountForm("get", null, path, Map.of());
  }

  /** Types the name and the password where the page has a field for them. */
  private static AccountForm in(Browser browser, String page, String name,
      String password) {
    String html = browser.sees(page);
    List<HtmlForm> forms = parse(html).getForms();
    if (forms.isEmpty()) {
      throw new Unmet("GET " + page + " has to show a form, but"
          + " it shows none: " + html);
    }
    HtmlForm form = forms.get(0);
    Map<String, String> fields = new LinkedHashMap<>();
    for (HtmlElement each : form.getElementsByTagName("input")) {
      HtmlInput input = (HtmlInput) each;
      if (!input.getNameAttribute().isEmpty()) {
        fields.put(input.getNameAttribute(), switch (input.getType()) {
          case "password" -> password;
          case "hidden" -> input.getValue();
          default -> name;
        });
      }
    }
    return new AccountForm(form.getMethodAttribute().toLowerCase(), page,
        form.getActionAttribute(), fields);
  }

  private static HtmlPage parse(String html) {
    try (WebClient parser = new WebClient()) {
      parser.getOptions().setJavaScriptEnabled(false);
      parser.getOptions().setCssEnabled(false);
      return parser.loadHtmlCodeIntoCurrentWindow(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but for a typing error in the last field. */
  public AccountForm withLastPassword(String password) {
    Map<String, String> typed = new LinkedHashMap<>(fields);
    String last = List.copyOf(typed.keySet()).get(typed.size() - 1);
    typed.put(last, password);
    return new AccountForm(method, page, path, typed);
  }

  /** The fields as a browser sends them. */
  public String encoded() {
    return fields.entrySet().stream().map(AccountForm::encoded)
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Entry<String, String> field) {
    return encode(field.getKey(), UTF_8) + "="
        + encode(field.getValue(), UTF_8);
  }

  private static String part(String text) {
    return encode(text, UTF_8).replace("+", "%20");
  }
}
