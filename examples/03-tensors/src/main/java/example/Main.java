package example;

import java.util.Arrays;
import wgan.torch.Convolutions;
import wgan.torch.Convolutions.Geometry;
import wgan.torch.LibTorch;
import wgan.torch.Operator;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.torch.TorchException;

/** Uses libtorch without any network: a convolution, an operator by its name, an error. */
public final class Main {
    /** Any operator of libtorch can be declared by its schema, as PyTorch prints it. */
    private static final Operator CUMSUM =
            Operator.of("aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor");

    private Main() {}

    /** Prints tensors. */
    public static void main(String[] arguments) {
        System.out.println("libtorch " + LibTorch.get().version());
        try (var scope = TensorScope.open()) { // releases all tensors at its end
            Tensor image = Tensor.of(new float[] {0, 0, 0, 0, 1, 1, 0, 1, 1}, 1, 1, 3, 3);
            Tensor sobel = Tensor.of(new float[] {-1, 0, 1, -2, 0, 2, -1, 0, 1}, 1, 1, 3, 3);
            Tensor edges = Convolutions.convolution(image, sobel, null, new Geometry(1, 1, false));
            System.out.println("edges " + Arrays.toString(edges.toFloatArray()));

            Tensor sums = CUMSUM.call(Tensor.of(new float[] {1, 2, 3, 4}, 4), 0);
            System.out.println("cumsum " + Arrays.toString(sums.toFloatArray()));

            Tensor product = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).matmul(edges.view(9, 1));
            System.out.println("not reached: " + product);
        } catch (TorchException e) { // an error of libtorch is an exception; the JVM goes on
            System.out.println("refused: " + e.getMessage());
        }
        System.out.println("live tensors: " + Tensor.liveCount());
    }
}
