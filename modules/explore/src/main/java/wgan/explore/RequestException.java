package wgan.explore;

/** Thrown if a request cannot be answered; the client gets the status and the message, which is one line. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Creates one.
     *
     * @param status of HTTP
     * @param message what was expected, and what came
     */
    RequestException(int status, String message) {
        super(message, null, false, false); // no stack trace: the client made the mistake
        this.status = status;
    }

    /** Returns one for a request whose parameters are not as expected. */
    static RequestException badRequest(String message) {
        return new RequestException(400, message);
    }

    /** Returns the status of HTTP. */
    int status() {
        return status;
    }
}
