/**
 * The commands: train a WGAN, draw digits with it, look after the data, see what this machine has.
 *
 * <p>{@code java -m wgan.cli COMMAND}; or a command's own class, such as {@code java -m wgan.cli/wgan.cli.Train}. Nothing is
 * exported: whoever wants to use this from Java links {@code wgan.train} or {@code wgan.model}.
 */
@org.jspecify.annotations.NullMarked
module wgan.cli {
    requires info.picocli;
    requires tools.jackson.databind;
    requires wgan.report;
    requires jdk.unsupported; // for a second signal: see Interruption
    requires static org.jspecify;

    // picocli sets the fields of commands by reflection.
    opens wgan.cli to
            info.picocli;
}
