package wgan.cli;

/** What the process tells whoever started it; a signal ends it with 128 and its number. */
final class ExitCode {
    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int BAD_FILE = 3;
    static final int LIBTORCH = 4;
    static final int DIVERGED = 5;

    private ExitCode() {}
}
