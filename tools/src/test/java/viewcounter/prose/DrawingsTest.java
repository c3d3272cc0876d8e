package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import viewcounter.testing.CourseFolder;

/** The drawings use only the Mermaid that every reader's page understands. */
class DrawingsTest {

  private static final Pattern DRAWING = Pattern.compile(
      "(?s)```mermaid\n(?:sequenceDiagram|flowchart TB)\n(.*?)```");

  /** A semicolon or a hash sign would end a line, or be an error. */
  private static final Pattern LINE = Pattern.compile("  (participant \\w as"
      + "|\\w->>\\w:|Note over \\w:|Note right of \\w:) [^;#]+"
      + "|  (  )?(subgraph \\w+|end|" + "NODE( ARROW NODE)*)"
      .replace("NODE", "\\w(\\[\"[^;#\"]+\"\\]|\\[\\(\"[^;#\"]+\"\\)\\])?")
      .replace("ARROW", "(-->|-- \"[^;#\"]+\" -->|-\\. \"[^;#\"]+\" \\.->)"));

  @Test
  void each_line_of_a_drawing_is_one_that_Mermaid_draws() throws IOException {
    List<String> lines = GeneratedSection.texts().stream()
        .map(CourseFolder::textOf)
        .flatMap(text -> DRAWING.matcher(text).results())
        .flatMap(drawing -> drawing.group(1).lines()).toList();
    assertEquals(List.of(), lines.stream().filter(line ->
        !LINE.matcher(line).matches()).toList());
    assertEquals(GeneratedSection.texts().stream().map(CourseFolder::textOf)
        .flatMap(text -> Stream.of(text.split("```mermaid", -1)).skip(1))
        .count(), GeneratedSection.texts().stream()
        .map(CourseFolder::textOf)
        .flatMap(text -> DRAWING.matcher(text).results()).count());
  }
}
