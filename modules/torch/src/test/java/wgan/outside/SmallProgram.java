package wgan.outside;

import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.torch.TorchException;

/**
 * A program that uses the exported API of wgan.torch, for tests that start a process.
 *
 * <p>It prints the source of libtorch, its version and the problem of CUDA, multiplies two matrices, first of fitting and
 * then of other shapes, and prints the number of open tensors. If libtorch is not available, it requests it twice, prints
 * the reason each time and exits with 4.
 */
public final class SmallProgram {
    private static final int NO_LIBTORCH = 4;

    private SmallProgram() {}

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
