package viewcounter.store.file;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import viewcounter.store.engine.Mutation;

/** Which records have expired, of tables that a program uses. */
final class Expiry implements Predicate<Mutation> {

  private final Map<String, Predicate<Mutation>> tables =
      new ConcurrentHashMap<>();

  /** @param isExpired null if no record of the table ever expires */
  void add(String table, Predicate<Mutation> isExpired) {
    if (isExpired != null) {
      tables.merge(table, isExpired, Predicate::or);
    }
  }

  @Override
  public boolean test(Mutation record) {
    Predicate<Mutation> isExpired = tables.get(record.table());
    return isExpired != null && isExpired.test(record);
  }
}
