package wgan.cli;

import picocli.CommandLine.Option;
import wgan.train.StatusLine;

/** The option about the progress bar. */
@OptionHeading("Output")
final class ProgressOption {
    @Option(names = "--no-progress", description = "Show no progress bar.")
    private boolean noProgress;

    StatusLine statusLine() {
        return noProgress ? StatusLine.none() : StatusLine.onStandardError();
    }
}
