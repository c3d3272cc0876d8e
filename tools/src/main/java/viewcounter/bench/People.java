package viewcounter.bench;

import java.util.List;
import java.util.stream.IntStream;
import viewcounter.site.ProcessSite;
import viewcounter.site.Visitor;

/** People whom a site knows, as many as there are connections. */
record People(List<Visitor> all) {

  static final int MANY = 64;

  static People at(ProcessSite site) {
    People people = new People(IntStream.range(0, MANY).mapToObj(i ->
        site.visitor("person" + i).isThere()).toList());
    people.views(); // step 1 knows nobody before
    return people;
  }

  List<String> cookies() {
    return all.stream().map(each -> each.cookie().orElseThrow().toString())
        .toList();
  }

  /** How many views they have, with one more for each. */
  long views() {
    return all.stream().mapToLong(Visitor::views).sum();
  }
}
