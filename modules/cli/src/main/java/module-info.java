/**
 * The commands of the program: {@code java -m wgan.cli COMMAND}, or a command's class, such as {@code java -m
 * wgan.cli/wgan.cli.Train}.
 *
 * <p>Nothing is exported: an application uses {@code wgan.train}, {@code wgan.report} or {@code wgan.model}.
 */
@org.jspecify.annotations.NullMarked
module wgan.cli {
    requires info.picocli;
    requires tools.jackson.databind;
    requires wgan.explore;
    requires wgan.mpi;
    requires wgan.nccl;
    requires wgan.report;
    requires java.management; // for BusyMachineWarning
    requires jdk.unsupported; // for Interruption
    requires static org.jspecify;

    // picocli sets the fields of commands by reflection.
    opens wgan.cli to
            info.picocli;
}
