package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;

/** A file with a random secret, which only its owner may read. */
final class SecretFile {

  private static final int LENGTH = 64; // 256 random bits in hexadecimal

  private SecretFile() {}

  /**
   * Reads the secret, and creates one if the file does not exist.
   *
   * @throws StartupException if the file cannot be created or read
   */
  static String read(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      String secret = Files.readString(file).strip();
      if (secret.length() < LENGTH) {
        throw new IOException("Not the secret that was written");
      }
      return secret;
    } catch (IOException e) {
      throw new StartupException("Cannot read or make " + file
          + ". If it is there, delete it: a new one is made.", e);
    }
  }

  /** A crash leaves either no file or the whole file. */
  private static void make(Path file) throws IOException {
    byte[] random = new byte[LENGTH / 2];
    new SecureRandom().nextBytes(random);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    try (FileChannel channel = FileChannel.open(next,
        Set.of(CREATE_NEW, WRITE), OwnerOnly.file())) {
      channel.write(ByteBuffer.wrap(
          HexFormat.of().formatHex(random).getBytes(UTF_8)));
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
  }
}
