package viewcounter.session;

import org.eclipse.jetty.session.SessionData;
import viewcounter.store.UnitOfWork;

/** A session in memory, which may hold changes that are not saved yet. */
final class SessionInUse extends SessionData {

  private final transient UnitOfWork work;

  SessionInUse(SessionData data, UnitOfWork work) {
    super(data.getId(), data.getContextPath(), data.getVhost(),
        data.getCreated(), data.getAccessed(), data.getLastAccessed(),
        data.getMaxInactiveMs());
    this.work = work;
  }

  /** False if a part of it may have been rolled back. */
  boolean isIntact() {
    return work.isIntact();
  }
}
