package viewcounter.step3;

/** A person and how often they looked. */
record User(String user, int views) {

  User viewed() {
    return new User(user, views + 1);
  }

  /** The views, such as "1 view" or "2 views". */
  String inWords() {
    return views + (views == 1 ? " view" : " views");
  }
}
