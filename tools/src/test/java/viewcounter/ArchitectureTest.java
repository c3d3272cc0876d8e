package viewcounter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import viewcounter.testing.CourseFolder;

/** Which package may use which, in all modules, tests included. */
class ArchitectureTest {

  private static final JavaClasses ALL = classesOf("", "classes",
      "test-classes");
  private static final JavaClasses MAIN = classesOf("step", "classes");

  private static JavaClasses classesOf(String modules, String... kinds) {
    try (Stream<Path> folders = Files.list(CourseFolder.ROOT)) {
      return new ClassFileImporter().importPaths(folders
          .filter(module -> Files.exists(module.resolve("pom.xml"))
              && module.getFileName().toString().startsWith(modules))
          .flatMap(module -> Stream.of(kinds)
              .map(kind -> module.resolve("target").resolve(kind)))
          .filter(Files::exists).toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void these_are_the_packages() {
    Set<String> packages = new TreeSet<>();
    MAIN.forEach(each -> packages.add(each.getPackageName()));
    assertEquals(List.of("org.eclipse.jetty.util", "viewcounter.binding",
        "viewcounter.launch",
        "viewcounter.passwords", "viewcounter.persistence",
        "viewcounter.session", "viewcounter.step1", "viewcounter.step2",
        "viewcounter.step3", "viewcounter.step4", "viewcounter.step5",
        "viewcounter.store", "viewcounter.store.database",
        "viewcounter.store.engine", "viewcounter.store.file",
        "viewcounter.trace", "viewcounter.web"), List.copyOf(packages));
  }

  @Test
  void the_README_of_the_tools_has_all_their_packages() {
    Set<String> packages = new TreeSet<>();
    classesOf("tools", "classes").stream().map(JavaClass::getPackageName)
        .filter(name -> !name.endsWith(".jmh_generated"))
        .forEach(name -> packages.add(name.replaceFirst("viewcounter.", "")));
    assertEquals(packages, Pattern.compile("(?m)^\\| `(\\w+)` \\|")
        .matcher(CourseFolder.textOf("tools/README.md")).results()
        .map(row -> row.group(1)).collect(toCollection(TreeSet::new)));
  }

  @Test
  void packages_have_no_cyclic_dependencies() {
    slices().assignedFrom(new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass each) {
        return each.getPackageName().startsWith("viewcounter")
            ? SliceIdentifier.of(each.getPackageName(), isTest(each)
                ? "tests" : "main") : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages, each without its tests and its tests alone";
      }
    }).should().beFreeOfCycles().check(ALL);
  }

  /**
   * A class counts with those that are nested in it. The one that is allowed:
   * a schema has its owner checked, for which its tables have to be known.
   */
  @Test
  void classes_have_no_cyclic_dependencies_but_one() {
    slices().assignedFrom(new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass each) {
        return each.getPackageName().startsWith("viewcounter")
            ? SliceIdentifier.of(topLevelNameOf(each))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "classes of the steps";
      }
    }).should().beFreeOfCycles().ignoreDependency(
        name("viewcounter.store.database.TableOwner"),
        name("viewcounter.store.database.Schema")).check(MAIN);
  }

  private static String topLevelNameOf(JavaClass each) {
    return each.getBaseComponentType().getName().replaceFirst("\\$.*", "");
  }

  private static boolean isTest(JavaClass each) {
    return each.getBaseComponentType().getSource().orElseThrow().getUri()
        .getPath().contains("/test-classes/");
  }

  @Test
  void the_store_knows_neither_the_web_nor_sessions_nor_tracing() {
    classes().that().resideInAPackage("viewcounter.store..").should()
        .onlyDependOnClassesThat(resideInAnyPackage("viewcounter.store..",
            "viewcounter.launch", "viewcounter.persistence", "java..",
            "javax.sql..", "com.google.gson..",
            "com.zaxxer.hikari..", "org.mapdb..", "org.jetbrains..", "kotlin..",
            "org.postgresql..", "org.slf4j.."))
        .check(MAIN);
  }

  @Test
  void only_the_store_itself_knows_which_engine_it_has() {
    noClasses().that().resideOutsideOfPackages("viewcounter.store..")
        .should().dependOnClassesThat(
            resideInAnyPackage("viewcounter.store.file",
                "viewcounter.store.database"))
        .check(MAIN);
  }

  @Test
  void an_exchange_is_plain_data_and_its_page_needs_no_server_of_ours() {
    classes().that().resideInAPackage("viewcounter.trace").should()
        .onlyDependOnClassesThat(resideInAnyPackage("viewcounter.trace",
            "java..", "com.google.gson", "com.sun.net.httpserver"))
        .check(MAIN);
  }

  @Test
  void only_the_web_server_knows_Jetty() {
    noClasses().that().resideOutsideOfPackages("viewcounter.web",
        "org.eclipse.jetty..").should()
        .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."))
        .check(MAIN);
  }

  @Test
  void sessions_are_ours_and_need_the_servlet_API_only() {
    noClasses().should().dependOnClassesThat(
        resideInAPackage("org.eclipse.jetty.session..")).check(ALL);
    classes().that().resideInAPackage("viewcounter.session").should()
        .onlyDependOnClassesThat(resideInAnyPackage("viewcounter.session",
            "viewcounter.persistence", "viewcounter.store", "java..",
            "javax.servlet..", "com.google.gson"))
        .check(MAIN);
  }

  @Test
  void no_step_uses_another_except_for_the_user_of_step_4() {
    for (int step = 1; step <= 5; step++) {
      String own = "viewcounter.step" + step;
      noClasses().that().resideOutsideOfPackage(own).should()
          .dependOnClassesThat(resideInAPackage(own)
              .and(not(equivalentTo(viewcounter.step4.User.class))))
          .check(MAIN);
    }
  }
}
