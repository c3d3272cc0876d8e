package viewcounter.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import viewcounter.persistence.Persistence;
import viewcounter.persistence.UnitOfWork;

/**
 * Holds back each response until everything that it may reveal is saved. No
 * thread waits for that, unless a page overflows the output buffer. If it could
 * not be saved, the response is 500.
 */
final class HeldResponses extends Handler.Wrapper {

  private final Persistence persistence;

  HeldResponses(Persistence persistence) {
    this.persistence = persistence;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    return super.handle(request,
        new Held(request, response, persistence.begin()), callback);
  }

  private static final class Held extends Response.Wrapper {

    private final UnitOfWork work;

    private Held(Request request, Response response, UnitOfWork work) {
      super(request, response);
      this.work = work;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback done) {
      work.whenSaved(failure -> { // guard: loss in a crash
        if (failure == null) {
          super.write(last, content, done);
        } else if (isCommitted()) { // too late for another response
          done.failed(failure);
        } else {
          reset(); // its cookies, too
          Response.writeError(getRequest(), getWrapped(), done,
              HttpStatus.INTERNAL_SERVER_ERROR_500);
        }
      });
    }
  }
}
