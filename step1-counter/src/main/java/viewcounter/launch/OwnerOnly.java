package viewcounter.launch;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Files and folders that only their owner can use. Where the system has no
 * POSIX permissions, new ones inherit theirs, and none are checked.
 */
public final class OwnerOnly {

  private static final Set<PosixFilePermission> WRITE =
      Set.of(GROUP_WRITE, OTHERS_WRITE);
  private static final Set<PosixFilePermission> ANY = Set.of(GROUP_READ,
      GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);
  private static final int STICKY = 01000;
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private OwnerOnly() {}

  /** Permissions for a new file that only its owner can read. */
  public static FileAttribute<?>[] file() {
    return rights("rw-------");
  }

  /** Permissions for a new folder that only its owner can read. */
  public static FileAttribute<?>[] folder() {
    return rights("rwx------");
  }

  /**
   * Checks that others cannot write to a data folder, nor to a file in it:
   * they could plant a user, or a session.
   *
   * @throws StartupException if they can
   */
  public static void checkFolder(Path folder) throws IOException {
    if (!allows(WRITE, folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          check(WRITE, "write to", file, folder);
        }
      }
    } else if (isSticky(folder)) { // such as /tmp, which stays as it is
      throw new StartupException("Other users can write to the data folder "
          + folder + ". Set the environment variable DATA_DIR to another one,"
          + " such as " + folder.resolve("viewcounter") + ".", null);
    } else {
      check(WRITE, "write to", folder, folder);
    }
  }

  /**
   * Checks that others can neither read nor write to a file.
   *
   * @throws StartupException if they can
   */
  public static void checkSecret(Path file) throws IOException {
    check(ANY, "read or change", file, file);
  }

  private static void check(Set<PosixFilePermission> forbidden, String what,
      Path path, Path toChange) throws IOException {
    if (!allows(forbidden, path)) {
      return;
    }
    if (keepsPermissions(path)) {
      throw new StartupException("Other users can " + what + " " + path
          + ". Run chmod -R go-rwx \"" + toChange + "\", or choose another"
          + " folder with the environment variable DATA_DIR.", null);
    }
    if (WARNED.compareAndSet(false, true)) {
      System.out.println("WARNING: other users may be able to " + what + " "
          + path + ": its file system keeps no permissions.");
    }
  }

  private static boolean allows(Set<PosixFilePermission> some, Path path)
      throws IOException {
    try {
      return isPosix() && !Collections.disjoint(some,
          Files.getPosixFilePermissions(path));
    } catch (NoSuchFileException e) {
      return false; // the program that uses the folder has just deleted it
    }
  }

  private static boolean isSticky(Path folder) throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews()
        .contains("unix")
        && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
  }

  /** FAT, or a drive of Windows in WSL, shows the same for all its files. */
  private static boolean keepsPermissions(Path path) throws IOException {
    Path folder = Files.isDirectory(path) ? path : path.getParent();
    Path probe = Files.createTempFile(folder, "probe", null, file());
    try {
      return !allows(ANY, probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static FileAttribute<?>[] rights(String permissions) {
    return !isPosix() ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString(permissions))};
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews()
        .contains("posix");
  }
}
