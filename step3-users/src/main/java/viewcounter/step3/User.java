package viewcounter.step3;

/** A person and how often they looked. */
record User(String user, int views) {

  User viewed() {
    return new User(user, views + 1);
  }
}
