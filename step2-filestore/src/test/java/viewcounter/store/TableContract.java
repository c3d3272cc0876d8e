package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Concurrently;

/** What a table promises, with any engine. */
public abstract class TableContract {

  public record Count(int value) {

    public Count next() {
      return new Count(value + 1);
    }
  }

  public record Anything(Map<String, Object> values) {}

  protected Store store;
  protected Table<Count> counts;

  /** Opens the store under test, the same one each time. */
  protected abstract Store openStore();

  @BeforeEach
  void open() {
    store = openStore();
    counts = store.table("counts", Count.class);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void values_survive_closing_and_opening() {
    counts.put("jane", new Count(1));
    counts.put("Zoë 🍋 \"\n", new Count(2));
    counts.put("gone", new Count(3));
    counts.put("jane", new Count(4));
    counts.remove("gone");
    counts.remove("never there");
    for (int round = 0; round < 2; round++) {
      assertEquals(new Count(4), counts.get("jane"));
      assertEquals(new Count(2), counts.get("Zoë 🍋 \"\n"));
      assertNull(counts.get("gone"));
      assertEquals(Set.of("jane", "Zoë 🍋 \"\n"), keys());
      close();
      open();
    }
    counts.remove("jane");
    assertNull(counts.get("jane"));
    assertEquals(Set.of("Zoë 🍋 \"\n"), keys());
  }

  @Test
  void tables_do_not_mix() {
    old(count -> true).put("a", new Count(1));
    Table<Count> others = store.table("others", Count.class);
    assertNull(others.get("a"));
    assertEquals(Set.of(), Stored.keys(store, "others"));
    others.put("a", new Count(2));
    Map<String, String> all = new TreeMap<>();
    store.forEach((table, key, json) -> all.put(table + "/" + key, json));
    assertEquals("{\"value\":2}", all.get("others/a"));
    store.removeExpired();
    assertEquals(new Count(2), others.get("a"));
  }

  @Test
  void add_is_for_new_keys_only() {
    assertTrue(counts.add("jane", new Count(5)));
    assertFalse(counts.add("jane", new Count(0)));
    assertEquals(new Count(5), counts.get("jane"));
    counts.remove("jane");
    assertTrue(counts.add("jane", new Count(6)));
    assertEquals(new Count(6), counts.get("jane"));
  }

  @Test
  void update_is_for_existing_keys_only() {
    assertNull(counts.update("jane", Count::next));
    assertNull(counts.get("jane"));
    counts.put("jane", new Count(5));
    assertEquals(new Count(6), counts.update("jane", Count::next));
    assertEquals(new Count(6), counts.get("jane"));
    assertNull(counts.update("jane", count -> null));
    assertNull(counts.get("jane"));
  }

  @Test
  void compute_is_for_any_key() {
    assertNull(counts.compute("jane", none -> null));
    assertEquals(Set.of(), keys());
    assertEquals(new Count(5), counts.compute("jane",
        none -> none == null ? new Count(5) : none.next()));
    assertEquals(new Count(6), counts.compute("jane", Count::next));
    assertNull(counts.compute("jane", count -> null));
    assertEquals(Set.of(), keys());
  }

  @Test
  void null_has_no_value_and_cannot_be_stored() {
    assertNull(counts.get(null));
    assertNull(counts.update(null, Count::next));
    assertThrows(NullPointerException.class,
        () -> counts.put(null, new Count(1)));
    assertThrows(NullPointerException.class,
        () -> counts.add(null, new Count(1)));
    assertThrows(NullPointerException.class, () -> counts.remove(null));
    assertThrows(NullPointerException.class, () -> counts.put("a", null));
    assertThrows(NullPointerException.class, () -> counts.add("a", null));
    assertEquals(Set.of(), keys());
  }

  @Test
  void a_change_that_throws_changes_nothing_and_harms_no_other() {
    counts.put("jane", new Count(1));
    assertThrows(ArithmeticException.class, () -> counts.update("jane",
        count -> new Count(1 / (count.value() - 1))));
    assertEquals(new Count(2), counts.update("jane", Count::next));
  }

  @Test
  void concurrent_updates_all_count_and_one_of_many_adds_wins()
      throws Exception {
    List<Boolean> added =
        Concurrently.run(50, () -> counts.add("jane", new Count(0)));
    assertEquals(1, Collections.frequency(added, true));
    Concurrently.run(16, () -> {
      for (int i = 0; i < 100; i++) {
        counts.update("jane", Count::next);
      }
      return null;
    });
    assertEquals(new Count(1600), counts.get("jane"));
  }

  @Test
  void keys_are_those_of_the_matching_values() {
    for (int i = 0; i < 50; i++) {
      counts.put("user" + i, new Count(i));
    }
    store.table("counters", Count.class).put("user49", new Count(49));
    assertEquals(Set.of("user48", "user49"), Set.copyOf(
        counts.keys(count -> count.value() >= 48)));
  }

  /** Also with more than it removes at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 2001})
  void expired_records_and_no_others_are_hidden_and_removed(int number)
      throws Exception {
    Table<Count> expiring = old(count -> count.value() > 0);
    AtomicInteger next = new AtomicInteger();
    Concurrently.run(16, () -> {
      for (int i; (i = next.incrementAndGet()) <= number; ) {
        expiring.put("user" + i, new Count(i));
      }
      return null;
    });
    expiring.put("kept", new Count(0));
    assertNull(expiring.get("user1"));
    assertNull(expiring.update("user1", Count::next));
    assertEquals(List.of("kept"), expiring.keys(any -> true));
    assertEquals(number + 1, keys().size());
    store.removeExpired();
    assertEquals(Set.of("kept"), keys());
    close();
    open();
    assertEquals(Set.of("kept"), keys());
  }

  @Test
  void add_replaces_an_expired_record() {
    Table<Count> expiring = old(count -> count.value() > 0);
    expiring.put("jane", new Count(1));
    assertTrue(expiring.add("jane", new Count(0)));
    assertFalse(expiring.add("jane", new Count(2)));
    assertEquals(new Count(0), expiring.get("jane"));
  }

  @Test
  void a_record_of_another_kind_is_reported_and_hides_no_other() {
    store.table("counts", String[].class)
        .put("no count", new String[] {"x"});
    old(count -> true).put("jane", new Count(1));
    assertThrows(JsonParseException.class, () -> counts.get("no count"));
    store.removeExpired();
    assertNull(counts.get("jane"));
    assertEquals(Set.of("no count"), keys());
  }

  @Test
  void a_number_keeps_its_type() {
    Map<String, Object> values = Map.of("int", Integer.MAX_VALUE,
        "below", Integer.MIN_VALUE, "long", Integer.MAX_VALUE + 1L,
        "under", Integer.MIN_VALUE - 1L, "half", 0.5, "whole", 5.0,
        "text", "5");
    Table<Anything> table = store.table("anything", Anything.class);
    table.put("a", new Anything(values));
    assertEquals(new Anything(values), table.get("a"));
    close();
    open();
    assertEquals(new Anything(values),
        store.table("anything", Anything.class).get("a"));
  }

  /** The same table, in which some values have expired. */
  protected final Table<Count> old(Predicate<Count> values) {
    return store.table("counts", Count.class,
        count -> values.test(count) ? 0 : Long.MAX_VALUE, Clock.systemUTC());
  }

  protected Set<String> keys() {
    return Stored.keys(store, "counts");
  }
}
