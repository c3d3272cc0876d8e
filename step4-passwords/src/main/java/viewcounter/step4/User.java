package viewcounter.step4;

/** A person, what their password became, and how often they looked. */
public record User(String user, String hash, int views) {

  public User viewed() {
    return new User(user, hash, views + 1);
  }

  public User withHash(String newHash) {
    return new User(user, newHash, views);
  }
}
