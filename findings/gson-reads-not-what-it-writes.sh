#!/usr/bin/env bash
# Gson: what toJson has written, fromJson rejects, if it is nested deeply.
#
# Version: com.google.code.gson:gson 2.13.2, from Maven Central; since 2.12.
# Expected: fromJson(toJson(value)) works, or toJson already fails.
# Seen: toJson writes lists that are nested 256 levels deep without complaint,
# and fromJson of that text is an exception: who stores such JSON has lost it.
set -euo pipefail

for tool in mvn java; do
  command -v $tool >/dev/null || { echo "There is no $tool."; exit 75; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=com.google.code.gson:gson:2.13.2 \
  -DoutputDirectory="$folder" || exit 75

cat > Finding.java <<'END'
import com.google.gson.Gson;
import java.util.List;

class Finding {
  public static void main(String... args) {
    Gson gson = new Gson();
    for (int levels : new int[] {255, 256}) {
      List<?> nested = List.of();
      for (int level = 1; level < levels; level++) {
        nested = List.of(nested);
      }
      String json = gson.toJson(nested);
      String read;
      try {
        read = nested.equals(gson.fromJson(json, List.class)) + "";
      } catch (RuntimeException e) {
        read = e.getMessage().replaceFirst(" at line .*", "");
      }
      System.out.println(levels + " levels: written, " + json.length()
          + " characters; read: " + read);
    }
  }
}
END
echo "Gson 2.13.2; expected: both are read again, or neither is written"
java -cp gson-2.13.2.jar Finding.java | tee seen
grep -q "^255 levels: .* read: true" seen
grep -q "^256 levels: .* read: .*Nesting limit 255 reached" seen
