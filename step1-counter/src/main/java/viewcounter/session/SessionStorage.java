package viewcounter.session;

import java.time.Clock;
import java.util.Map;
import viewcounter.persistence.Persistence;

/**
 * Keeps sessions between requests, by their keys: {@link SessionPolicy#keyOf}.
 * All requests immediately see what {@link #save} and {@link #remove} have
 * done; {@link #persistence} says when a crash can no longer undo it. A method
 * that cannot do what it says throws a
 * {@link viewcounter.persistence.StoreException}.
 */
public interface SessionStorage {

  /**
   * The session with this key; null if there is none, if it has expired, or if
   * what is stored cannot be read, which stays as it is.
   */
  SessionRecord load(String key);

  /**
   * Saves a session. One that was removed or has expired in the meantime stays
   * gone. If it was only read here, a change made elsewhere is kept.
   *
   * @param before what was last loaded or saved; null for a new session
   * @throws SessionConflictException if this would be a change, but it has been
   *     changed or removed elsewhere since: perhaps it has another id by now
   */
  void save(String key, SessionRecord before, SessionRecord next);

  /**
   * Moves a session to another key.
   *
   * @param before what was last loaded or saved
   * @throws SessionConflictException if it has been changed elsewhere since, or
   *     has ended; it stays as it is
   */
  void move(String key, SessionRecord before, String next);

  /** Removes a session; does nothing if there is none with this key. */
  void remove(String key);

  /**
   * A copy, which does not change when the attributes do.
   *
   * @throws IllegalArgumentException if one of them would change by being saved
   *     and loaded
   */
  Map<String, Object> copyOf(Map<String, Object> attributes);

  /** The rules for its sessions. */
  SessionPolicy policy();

  /** The clock by which they expire. */
  Clock clock();

  /** What its sessions, and the rest of the server's data, are kept in. */
  Persistence persistence();
}
