package viewcounter.web;

import java.io.IOException;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import spark.embeddedserver.jetty.HttpRequestWrapper;
import spark.http.matching.MatcherFilter;

/**
 * Has Spark's routes answer; what none of them answers is passed on. A HEAD is
 * a GET for them: Spark would run none, and Jetty sends no content to it.
 */
final class SparkFilter extends HttpFilter {

  private final MatcherFilter spark;

  SparkFilter(MatcherFilter spark) {
    this.spark = spark;
  }

  @Override
  protected void doFilter(HttpServletRequest request,
      HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpRequestWrapper forSpark = new HttpRequestWrapper(request) {
      @Override
      public String getMethod() {
        String method = super.getMethod();
        return method.equals("HEAD") ? "GET" : method;
      }

      @Override
      public String getHeader(String name) { // Spark fails at "Accept: ;"
        return "Accept".equalsIgnoreCase(name) ? null : super.getHeader(name);
      }
    };
    spark.doFilter(forSpark, new Unflushed(response), null);
    if (forSpark.notConsumed()) {
      chain.doFilter(request, response);
    }
  }
}
