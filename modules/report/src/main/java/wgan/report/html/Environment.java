package wgan.report.html;

import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * The machine and the software of a process.
 *
 * @param operatingSystem its name
 * @param architecture of the machine
 * @param processors that the virtual machine may use
 * @param libtorch its version
 * @param device where libtorch computes
 * @param threads that libtorch uses on the CPU
 * @param java virtual machine and version
 */
public record Environment(
        String operatingSystem,
        String architecture,
        int processors,
        String libtorch,
        String device,
        int threads,
        String java) {
    /** Returns the environment of this process. */
    public static Environment of(Device device) {
        LibTorch libTorch = LibTorch.get();
        return new Environment(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                libTorch.version(),
                device.toString(),
                libTorch.threads(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }
}
