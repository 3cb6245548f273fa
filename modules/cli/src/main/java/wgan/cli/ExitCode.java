package wgan.cli;

/** The exit codes of the program. After a signal, the exit code is 128 plus the number of the signal. */
final class ExitCode {
    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int BAD_FILE = 3;
    static final int LIBTORCH = 4;
    static final int DIVERGED = 5;

    private ExitCode() {}
}
