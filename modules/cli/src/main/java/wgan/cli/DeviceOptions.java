package wgan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** The options that select where libtorch computes. */
@OptionHeading("Device")
final class DeviceOptions {
    private static final String AUTO = "auto";
    private static final String CUDA = "cuda";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda[:N]",
            defaultValue = AUTO,
            description =
                    "The device to compute on; auto is a GPU if there is one (default: ${DEFAULT-VALUE}). Of several"
                            + " processes that a launcher of MPI has started here, auto and cuda give each a GPU in turn.")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that an operation uses on the CPU (default: the number of physical cores, divided by"
                    + " the number of processes that a launcher of MPI has started here).")
    private @Nullable Integer threads;

    /** Checks the options without loading libtorch. */
    void validate() {
        if (threads != null && (threads < 1 || threads > LibTorch.MAX_THREADS)) {
            throw new ParameterException(
                    spec.commandLine(), "--threads is " + threads + ", expected 1 to " + LibTorch.MAX_THREADS);
        }
        if (!device.equals(AUTO)) {
            try {
                Device.parse(device);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(), "--device is '" + device + "', expected auto, cpu, cuda or cuda:N", e);
            }
        }
    }

    /** Returns whether the options select the CPU, whatever this machine has. */
    boolean isCpu() {
        return device.equals(Device.CPU.toString());
    }

    /**
     * Loads libtorch and applies the options.
     *
     * @param log receives a line about the choice of auto
     * @return the device, which is available
     */
    Device prepare(PrintWriter log) {
        LibTorch libTorch = LibTorch.get();
        if (threads != null) {
            libTorch.setThreads(threads);
        } else if (ParallelProcesses.onThisMachine() > 1) {
            libTorch.setThreads(Math.max(1, libTorch.threads() / ParallelProcesses.onThisMachine()));
        }
        Device chosen = switch (device) {
            case AUTO -> automatic(libTorch, log);
            case CUDA -> gpu(ParallelProcesses.rankOnThisMachine(), libTorch.gpuCount());
            default -> Device.parse(device);
        };
        libTorch.require(chosen);
        return chosen;
    }

    /** Returns the options that were given, as arguments of another command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!device.equals(AUTO)) {
            arguments.addAll(List.of("--device", device));
        }
        if (threads != null) {
            arguments.addAll(List.of("--threads", threads.toString()));
        }
        return arguments;
    }

    /**
     * Returns the GPU of a process: each gets one in turn.
     *
     * @param rank of the process on this machine
     * @param gpus on this machine; the first one if there is none
     */
    static Device gpu(int rank, int gpus) {
        return Device.cuda(rank % Math.max(1, gpus));
    }

    private static Device automatic(LibTorch libTorch, PrintWriter log) {
        Device chosen =
                libTorch.gpuCount() > 0 ? gpu(ParallelProcesses.rankOnThisMachine(), libTorch.gpuCount()) : Device.CPU;
        log.println("device: " + chosen + ", because "
                + libTorch.cudaProblem().orElse("libtorch can use " + libTorch.gpuCount() + " GPU(s)"));
        return chosen;
    }
}
