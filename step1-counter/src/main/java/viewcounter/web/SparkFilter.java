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
 * Lets Spark's routes answer, and passes on what none of them answers. They see
 * a HEAD as a GET: Spark would run none, and Jetty sends no content anyway.
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
      public String getHeader(String name) { // Spark fails on "Accept: ;"
        return "Accept".equalsIgnoreCase(name) ? null : super.getHeader(name);
      }
    };
    spark.doFilter(forSpark, new NonBlockingResponse(response), null);
    if (forSpark.notConsumed()) {
      chain.doFilter(request, response);
    }
  }
}
