package wgan.cli;

import picocli.CommandLine.Option;

/** The option that replaces the text on standard output. */
@OptionHeading("Output")
final class JsonOption {
    @Option(
            names = "--json",
            description = "Print one JSON object on standard output, and nothing else; its keys are in snake_case.")
    private boolean json;

    boolean isRequested() {
        return json;
    }
}
