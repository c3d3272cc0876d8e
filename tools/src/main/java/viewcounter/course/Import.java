package viewcounter.course;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.passwords.BcryptHash;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.step4.User;
import viewcounter.step5.UserName;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Brings users from the article's app, or another system, into step 4 or 5. A
 * user who is there already stays as they are.
 */
final class Import {

  /** A user of the file; the names are those of the article's app. */
  private record Entry(String user, String hash, Integer views) {}

  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).create();
  private static final Pattern WHERE = Pattern.compile("line \\d+ column \\d+");

  private final String file;
  private final int step;
  private final boolean write;
  private final PrintStream out;
  private final Set<String> keys = new HashSet<>();

  /** @param write whether to add them, and not only to say what would be */
  Import(String file, int step, boolean write, PrintStream out) {
    this.file = file;
    this.step = step;
    this.write = write;
    this.out = out;
  }

  /**
   * Says who is left out and why, and how many are not.
   *
   * @throws StartupException if the file cannot be read, or the store is in use
   */
  int run(Settings settings) {
    Entry[] entries = read();
    int added = 0;
    try (Store store = Store.open(step, settings)) {
      Table<User> users = store.table("users", User.class);
      UnitOfWork work = store.begin();
      for (Entry entry : entries) {
        String reason = add(entry, users);
        if (reason == null) {
          added++;
        } else {
          out.println("Left out: " + quoted(entry.user()) + ", " + reason);
        }
      }
      work.awaitSaved();
    } catch (StoreException e) {
      throw new StartupException("The users cannot be saved now. Repeat the"
          + " command later: it leaves out those who have been added.", e);
    }
    out.println(added + " of " + entries.length + (write ? " users were added"
        : " users can be added") + " to " + (settings.database() == null
            ? settings.data() : Settings.withoutPassword(settings.database()))
        + (write ? "." : ". Nothing has been written yet: to add them, repeat"
            + " the command with --write"));
    return 0;
  }

  /** Adds a user, or only checks that it is possible; null, or why not. */
  private String add(Entry entry, Table<User> users) {
    String name = entry.user();
    String key = name;
    String hint = name.isEmpty() ? "it is empty" : null;
    if (step == 5) { // which normalises names
      UserName normalised = UserName.of(name);
      name = normalised.shown();
      key = normalised.key();
      hint = normalised.hint();
    }
    if (hint != null) {
      return "as step " + step + " does not accept the name: " + hint;
    }
    if (BcryptHash.of(entry.hash()) == null) {
      return "without a bcrypt hash of cost 4 to " + BcryptHash.HIGHEST_COST;
    }
    if (!keys.add(key)) {
      return "as somebody above has the same name in step " + step;
    }
    int views = entry.views() == null ? 0 : Math.max(0, entry.views());
    User user = new User(name, entry.hash(), views);
    if (write ? !users.add(key, user) : users.get(key) != null) {
      return "as step " + step + " already has a user of this name";
    }
    if (!name.equals(entry.user())) {
      out.println("Renamed: " + quoted(entry.user()) + " is " + quoted(name));
    }
    return null;
  }

  private Entry[] read() {
    try {
      Entry[] entries =
          GSON.fromJson(Files.readString(Path.of(file)), Entry[].class);
      if (entries == null || Stream.of(entries).anyMatch(entry ->
          entry == null || entry.user() == null)) {
        throw new JsonParseException("It is empty, or somebody has no name");
      }
      return entries;
    } catch (JsonParseException e) {
      Matcher where = WHERE.matcher(String.valueOf(e.getMessage()));
      throw new StartupException(file + " is not a list such as [{\"user\":"
          + " \"jane\", \"hash\": \"$2b$10$...\", \"views\": 16}, ...]"
          + (where.find() ? ": see " + where.group() + "." : "."), e);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new StartupException("There is no file " + file + " in "
          + Path.of("").toAbsolutePath() + ".", e);
    } catch (CharacterCodingException e) {
      throw new StartupException(file + " is not a text in UTF-8.", e);
    } catch (IOException e) {
      throw new StartupException("Cannot read " + file + ": is it a file?", e);
    }
  }

  /** Without what could deceive a reader, or control a terminal. */
  private static String quoted(String name) {
    return '"' + name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "_") + '"';
  }
}
