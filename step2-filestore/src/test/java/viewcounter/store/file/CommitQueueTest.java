package viewcounter.store.file;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import viewcounter.persistence.StoreException;
import viewcounter.store.engine.Mutation;

class CommitQueueTest {

  private static final IOException FULL = new IOException("full");

  private final CommitQueue queue = new CommitQueue();
  private final List<String> called =
      Collections.synchronizedList(new ArrayList<>());

  @Test
  void nobody_waits_if_everything_is_saved() {
    call("a", 0);
    assertEquals(List.of("a"), called);
  }

  @Test
  void a_reader_of_a_change_waits_until_it_is_saved() throws Exception {
    queue.add(new Mutation("k", "1"), 0);
    call("a", 0);
    assertEquals("1", queue.get("k").json());
    assertEquals(List.of("1"), taken());
    assertEquals("1", queue.get("k").json(), "It is visible all the time");
    call("b", 0); // it may have seen what is being saved
    assertEquals(List.of(), called);
    queue.saved();
    assertEquals(List.of("a", "b"), called);
    assertNull(queue.get("k"), "It is in the table of what is saved");
  }

  @Test
  void a_reader_of_the_next_group_waits_for_that_one() throws Exception {
    queue.add(new Mutation("k", "1"), 0);
    taken();
    queue.add(new Mutation("k", "2"), 0);
    queue.add(new Mutation("k", "3"), 0);
    call("a", 0);
    assertEquals("3", queue.get("k").json());
    queue.saved();
    assertEquals(List.of(), called);
    assertEquals(List.of("3"), taken(), "Of a key, only the last is saved");
    queue.saved();
    assertEquals(List.of("a"), called);
  }

  @Test
  void unsaved_changes_are_rolled_back_with_all_that_may_build_on_them()
      throws Exception {
    queue.add(new Mutation("k", "1"), 0);
    call("a", 0);
    taken();
    queue.add(new Mutation("other", "2"), 0);
    call("b", 0);
    long seen = queue.rollbacks();
    queue.rollBack(FULL);
    assertEquals(List.of("a Not saved", "b Not saved"), called);
    assertNull(queue.get("k"));
    assertNull(queue.get("other"));
    called.clear();

    call("began before", seen);
    assertEquals(List.of("began before Not saved"), called);
    assertThrows(StoreException.class,
        () -> queue.add(new Mutation("k", "2"), seen));
    assertNull(queue.get("k"));

    queue.add(new Mutation("k", "3"), queue.rollbacks());
    call("began after", queue.rollbacks());
    assertEquals(List.of("3"), taken());
    queue.saved();
    assertEquals("began after", called.get(1));
  }

  @Test
  void the_reason_is_reported() throws Exception {
    List<StoreException> failures = new ArrayList<>();
    queue.add(new Mutation("k", "1"), 0);
    queue.whenSaved(0, failures::add);
    taken();
    queue.rollBack(FULL);
    assertSame(FULL, failures.get(0).getCause());
  }

  @Test
  void each_callback_is_called_once_in_order() throws Exception {
    queue.add(new Mutation("k", "1"), 0);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      call("" + i, 0);
      expected.add("" + i);
    }
    taken();
    assertEquals(List.of(), called);
    queue.saved();
    assertEquals(expected, called);
  }

  @Test
  void a_callback_that_fails_harms_no_other() throws Exception {
    for (int number : new int[] {2, 5}) {
      queue.add(new Mutation("k", "1"), 0);
      CountDownLatch others = new CountDownLatch(number - 1);
      queue.whenSaved(0, failure -> {
        throw new IllegalStateException("A test makes it fail");
      });
      for (int i = 1; i < number; i++) {
        queue.whenSaved(0, failure -> others.countDown());
      }
      taken();
      queue.saved();
      assertTrue(others.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void the_writer_is_woken_by_a_change_and_by_the_end() throws Exception {
    for (String change : List.of("1", "end")) {
      CompletableFuture<List<String>> taken = new CompletableFuture<>();
      Thread thread = new Thread(() -> {
        try {
          taken.complete(taken());
        } catch (InterruptedException e) {
          taken.completeExceptionally(e);
        }
      });
      thread.start();
      await("a writer that waits").atMost(10, TimeUnit.SECONDS)
          .until(thread::getState, is(Thread.State.WAITING));
      if (change.equals("end")) {
        queue.close();
      } else {
        queue.add(new Mutation("k", change), 0);
      }
      assertEquals(change.equals("end") ? List.of() : List.of("1"),
          taken.get(10, TimeUnit.SECONDS));
      queue.saved();
    }
  }

  @Test
  void at_the_end_waiting_changes_are_saved_and_no_more_accepted()
      throws Exception {
    queue.add(new Mutation("k", "1"), 0);
    queue.close();
    StoreException e = assertThrows(StoreException.class,
        () -> queue.add(new Mutation("k", "2"), 0));
    assertEquals("The store is closed", e.getMessage());
    assertEquals(List.of("1"), taken());
    queue.saved();
    assertEquals(List.of(), taken());
  }

  private void call(String name, long rollbacksSeen) {
    queue.whenSaved(rollbacksSeen, failure -> called.add(
        failure == null ? name : name + " " + failure.getMessage()));
  }

  private List<String> taken() throws InterruptedException {
    return queue.take().stream().map(each -> each.change().json()).toList();
  }
}
