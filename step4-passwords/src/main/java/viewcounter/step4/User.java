package viewcounter.step4;

/** A user of steps 4 and 5: name, hash of the password, number of views. */
public record User(String user, String hash, int views) {

  public User viewed() {
    return new User(user, hash, views + 1);
  }

  /** With a new hash, if the hash is still the one that was verified. */
  public User withHash(String verified, String newHash) {
    return verified.equals(hash) ? new User(user, newHash, views) : this;
  }

  /** The views, such as "1 view" or "2 views". */
  public String inWords() {
    return views + (views == 1 ? " view" : " views");
  }
}
