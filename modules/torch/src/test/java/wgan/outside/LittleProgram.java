package wgan.outside;

import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.torch.TorchException;

/**
 * A program that uses wgan.torch from outside, for tests that need a process of their own.
 *
 * <p>It prints where libtorch came from, its version and what is the matter with CUDA, multiplies two matrices, with
 * success and without, and counts what is left. If libtorch cannot be had, it asks twice, prints the reason each time
 * and exits with 4.
 */
public final class LittleProgram {
    private static final int NO_LIBTORCH = 4;

    private LittleProgram() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        LibTorch library;
        try {
            library = LibTorch.get();
        } catch (TorchException e) {
            System.out.println(e.getMessage());
            try {
                LibTorch.get();
            } catch (TorchException again) {
                System.out.println(again.getMessage());
            }
            System.exit(NO_LIBTORCH);
            return;
        }
        System.out.println(library.source());
        System.out.println(library.version());
        System.out.println(library.cudaProblem().orElse("none"));
        try (var scope = TensorScope.open()) {
            Tensor a = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            System.out.println(a.matmul(a).toFloatArray()[3]);
            a.matmul(Tensor.zeros(DType.F32, Device.CPU, 3, 3));
        } catch (TorchException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Tensor.liveCount());
    }
}
