package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import spark.Request;
import viewcounter.launch.StartupException;

/**
 * Tells requests that came through our proxy from those that only say so: it
 * sends along a secret, which stands in a file of the data folder.
 */
final class Proxy {

  private static final int LENGTH = 64; // 256 random bits in hexadecimal

  private final byte[] secret;

  /** @throws StartupException if the file cannot be made or read */
  Proxy(Path data) {
    Path file = data.resolve("proxy-secret");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      secret = Files.readString(file).strip().getBytes(UTF_8);
      if (secret.length < LENGTH) {
        throw new IOException("Not the secret that was written");
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read or make " + file
          + ". If it is there, delete it: a new one is made.", e);
    }
  }

  /** The address of the client: what the proxy says, or the connection's. */
  String clientOf(Request request) {
    String address = request.headers("X-Real-IP");
    return address != null && sent(request) ? address
        : request.raw().getRemoteAddr();
  }

  /** The origin that browsers know this site by: our proxy speaks HTTPS. */
  String originOf(Request request) {
    String scheme = sent(request) ? "https" : request.scheme();
    return scheme + "://" + request.headers("Host");
  }

  private boolean sent(Request request) {
    String said = request.headers("X-Proxy-Secret");
    return said != null
        && MessageDigest.isEqual(secret, said.getBytes(UTF_8));
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[LENGTH / 2];
    new SecureRandom().nextBytes(random);
    try (FileChannel channel = FileChannel.open(file,
        Set.of(CREATE_NEW, WRITE), forItsOwnerOnly())) {
      channel.write(ByteBuffer.wrap(
          HexFormat.of().formatHex(random).getBytes(UTF_8)));
    }
  }

  private static FileAttribute<?>[] forItsOwnerOnly() {
    boolean posix = FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix");
    return posix ? new FileAttribute<?>[] {
        PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }
}
