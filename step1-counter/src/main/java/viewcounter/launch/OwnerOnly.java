package viewcounter.launch;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of new files and folders that no other user may even read. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** For a new file; nothing where there are no POSIX rights. */
  public static FileAttribute<?>[] file() {
    return rights("rw-------");
  }

  /** For a new folder; nothing where there are no POSIX rights. */
  public static FileAttribute<?>[] folder() {
    return rights("rwx------");
  }

  private static FileAttribute<?>[] rights(String permissions) {
    return !FileSystems.getDefault().supportedFileAttributeViews()
        .contains("posix") ? new FileAttribute<?>[0] // as the folder's
        : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString(permissions))};
  }
}
