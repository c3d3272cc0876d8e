package viewcounter.passwords;

import java.util.concurrent.RejectedExecutionException;

/**
 * So many threads hash, or wait to do so, that no more can be accepted. The
 * response to a request that needs another hash is 503.
 */
public final class TooManyHashesException extends RejectedExecutionException {}
