package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Strings;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import spark.Request;
import viewcounter.launch.StartupException;

/**
 * Tells requests that came through our proxy from those that only claim to: the
 * proxy sends a secret, which is in a file in the data folder.
 */
final class Proxy {

  private final Path file;
  private final byte[] secret;
  private final Consumer<String> log;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param log receives a warning if a proxy does not know the secret
   * @throws StartupException if the file cannot be created or read
   */
  Proxy(Path data, Consumer<String> log) {
    file = data.resolve("proxy-secret");
    secret = SecretFile.read(file).getBytes(UTF_8);
    this.log = log;
  }

  /** The client's IP address: as our proxy says, or else the connection's. */
  String clientOf(Request request) {
    String address = Strings.emptyToNull(request.headers("X-Real-IP"));
    boolean trusted = address != null && sent(request);
    if (!trusted
        && (address != null || request.headers("X-Proxy-Secret") != null)) {
      warn();
    }
    return trusted ? address : request.raw().getRemoteAddr();
  }

  /** The origin of this site, as browsers see it: our proxy speaks HTTPS. */
  String originOf(Request request) {
    String scheme = sent(request) ? "https" : request.scheme();
    return scheme + "://" + request.headers("Host");
  }

  /** Whether our proxy has sent it. */
  boolean sent(Request request) {
    String said = request.headers("X-Proxy-Secret");
    return said != null // guard: forged X-Forwarded-For
        && MessageDigest.isEqual(secret, said.getBytes(UTF_8));
  }

  /** Warns only once, or any program on this computer could fill the log. */
  private void warn() {
    if (warned.compareAndSet(false, true)) {
      log.accept("WARNING: a proxy does not send the secret of " + file
          + " as X-Proxy-Secret together with X-Real-IP. All clients behind"
          + " it count as one IP address. (This is logged once.)");
    }
  }
}
