package viewcounter.launch;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions for new files and folders that only their owner can read. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** For a new file; empty if the system has no POSIX permissions. */
  public static FileAttribute<?>[] file() {
    return rights("rw-------");
  }

  /** For a new folder; empty if the system has no POSIX permissions. */
  public static FileAttribute<?>[] folder() {
    return rights("rwx------");
  }

  private static FileAttribute<?>[] rights(String permissions) {
    return !FileSystems.getDefault().supportedFileAttributeViews()
        .contains("posix") ? new FileAttribute<?>[0] // inherited
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString(permissions))};
  }
}
