package wgan.report;

import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * What a process computes with.
 *
 * @param processors as many as the virtual machine may use
 * @param libtorch its version
 * @param device where it computes
 * @param threads that it uses on the CPU
 * @param java virtual machine and version
 */
record Environment(
        String operatingSystem,
        String architecture,
        int processors,
        String libtorch,
        String device,
        int threads,
        String java) {
    /** Returns the environment of this process. */
    static Environment of(Device device) {
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
