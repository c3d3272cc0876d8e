package viewcounter.store.file;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import viewcounter.store.engine.Mutation;

/**
 * The records of a checkpoint and the changes since as one, in the order of
 * their keys. Where a key is in both, the change counts.
 */
final class MergeIterator implements Iterator<Mutation> {

  private final Iterator<Map.Entry<String, String>> records;
  private final NavigableMap<String, Mutation> changes; // still to come
  private Map.Entry<String, String> record; // the next one; null: no more

  MergeIterator(SortedMap<String, String> checkpoint,
      Map<String, Mutation> changes) {
    records = checkpoint.entrySet().iterator();
    this.changes = new TreeMap<>(changes);
    advance();
  }

  private void advance() {
    record = records.hasNext() ? records.next() : null;
  }

  @Override
  public boolean hasNext() {
    return record != null || !changes.isEmpty();
  }

  @Override
  public Mutation next() {
    int order = record == null ? 1 : changes.isEmpty() ? -1
        : record.getKey().compareTo(changes.firstKey());
    Mutation next = order < 0 ? new Mutation(record.getKey(), record.getValue())
        : changes.pollFirstEntry().getValue();
    if (order <= 0) {
      advance();
    }
    return next;
  }
}
