package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;
import viewcounter.session.Token;

/** A file with a random secret, which only its owner may read. */
final class SecretFile {

  private static final int LENGTH = 64; // 256 random bits in hexadecimal

  private SecretFile() {}

  /**
   * Reads the secret, and creates one if the file does not exist.
   *
   * @throws StartupException if the file cannot be created or read, or if
   *     others could have done so
   */
  static String read(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      OwnerOnly.checkFolder(file.getParent());
      OwnerOnly.checkSecret(file);
      String secret = Files.readString(file).strip();
      if (secret.length() < LENGTH) {
        throw new IOException("It is incomplete");
      }
      return secret;
    } catch (IOException e) {
      throw new StartupException("Cannot read or create " + file
          + ". If it exists, delete it: a new one will be created.", e);
    }
  }

  /** A crash, or another instance, leaves either no file or a whole one. */
  private static void make(Path file) throws IOException {
    Files.createDirectories(file.getParent(), OwnerOnly.folder());
    Path next = Files.createTempFile(file.getParent(), "secret", ".next");
    try {
      try (FileChannel channel = FileChannel.open(next, WRITE)) {
        channel.write(ByteBuffer.wrap(
            Token.random(LENGTH / 2).getBytes(UTF_8)));
        channel.force(true);
      }
      link(file, next);
    } catch (FileAlreadyExistsException e) {
      // another instance was quicker: all use its secret
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Unlike a move, this fails if another instance has made the file. */
  private static void link(Path file, Path next) throws IOException {
    try {
      Files.createLink(file, next);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.move(next, file); // exFAT, for example, has no hard links
    }
  }
}
