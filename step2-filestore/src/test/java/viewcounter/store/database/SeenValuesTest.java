package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import viewcounter.store.engine.Mutation;

class SeenValuesTest {

  private final SeenValues seen = new SeenValues();

  @Test
  void only_one_can_take_a_value() {
    Mutation value = new Mutation("users/jane", "1");
    assertEquals(value, seen.add(value));
    assertEquals(value, seen.take("users/jane"));
    assertNull(seen.take("users/jane"));
  }

  @Test
  void a_missing_value_is_not_remembered() {
    seen.add(new Mutation("users/jane", null));
    assertNull(seen.take("users/jane"));
  }

  @Test
  void their_number_is_limited() {
    for (int i = 0; i < 20_001; i++) {
      seen.add(new Mutation("users/" + i, "1"));
    }
    assertNull(seen.take("users/19999"));
    assertEquals("1", seen.take("users/20000").json());
  }
}
