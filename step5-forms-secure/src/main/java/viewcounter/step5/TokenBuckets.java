package viewcounter.step5;

import java.time.Clock;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Token buckets, in a store. A full one takes up no space, so it is enough to
 * store when a bucket will be full again.
 */
final class TokenBuckets {

  /** How many tokens a bucket has, and how many seconds bring one back. */
  record Limit(int tokens, int seconds) {

    private long millis(int tokens) {
      return tokens * seconds * 1000L;
    }
  }

  /** @param full when it will be full, in milliseconds since 1970 */
  private record Bucket(long full) {}

  private final Table<Bucket> buckets;
  private final Clock clock;

  TokenBuckets(Store store, Clock clock) {
    this.clock = store.clock(clock);
    buckets = store.table("attempts", Bucket.class, Bucket::full, clock);
  }

  /** How many seconds it takes until there is a token, or 0. */
  long secondsToWait(String key, Limit limit) {
    Bucket bucket = buckets.get(key);
    if (bucket != null && bucket.full() - clock.millis()
        > limit.millis(limit.tokens())) { // the clock was set back
      buckets.update(key, old -> without(old, 0, limit));
    }
    return secondsToWait(bucket, limit);
  }

  /** Takes a token: returns 0, or how many seconds to wait for one. */
  long take(String key, Limit limit) {
    long[] wait = new long[1];
    buckets.compute(key, bucket -> {
      wait[0] = secondsToWait(bucket, limit);
      return wait[0] > 0 ? bucket : without(bucket, 1, limit);
    });
    return wait[0];
  }

  /** Gives a token back. */
  void refund(String key, Limit limit) {
    buckets.update(key, bucket -> without(bucket, -1, limit));
  }

  private Bucket without(Bucket bucket, int tokens, Limit limit) {
    long millis = millisToFull(bucket, limit) + limit.millis(tokens);
    return millis <= 0 ? null : new Bucket(clock.millis() + millis);
  }

  private long secondsToWait(Bucket bucket, Limit limit) {
    long missing =
        millisToFull(bucket, limit) - limit.millis(limit.tokens() - 1);
    return Math.max(0, (missing + 999) / 1000);
  }

  /** At most what an empty one needs. */
  private long millisToFull(Bucket bucket, Limit limit) {
    return bucket == null ? 0
        : Math.min(bucket.full() - clock.millis(),
            limit.millis(limit.tokens()));
  }
}
