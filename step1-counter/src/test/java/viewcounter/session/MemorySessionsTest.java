package viewcounter.session;

/** Sessions in memory keep what every storage promises. */
class MemorySessionsTest extends SessionStorageContract {

  private final MemorySessions sessions = new MemorySessions(clock);

  @Override
  protected SessionStorage storage() {
    return sessions;
  }
}
