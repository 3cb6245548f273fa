package wgan.outside;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.model.Initializer;
import wgan.model.Layer;
import wgan.model.Parameter;
import wgan.torch.Operator;
import wgan.torch.Results;
import wgan.torch.Tensor;

/** Layer normalization over the last dimension (Ba, Kiros and Hinton 2016), by two operators that {@code wgan.torch} does not have. */
final class LayerNorm implements Layer {
    private static final Operator FORWARD =
            Operator.of("aten::native_layer_norm(Tensor input, SymInt[] normalized_shape,"
                    + " Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)");
    private static final Operator BACKWARD =
            Operator.of("aten::native_layer_norm_backward(Tensor grad_out, Tensor input,"
                    + " SymInt[] normalized_shape, Tensor mean, Tensor rstd, Tensor? weight, Tensor? bias, bool[3] output_mask)"
                    + " -> (Tensor, Tensor, Tensor)");

    /** PyTorch's default. */
    private static final double EPS = 1e-5;

    private final long[] normalizedShape;
    private final Parameter weight; // (features)
    private final Parameter bias; // (features)

    LayerNorm(int features) {
        normalizedShape = new long[] {features};
        weight = new Parameter("weight", Initializer.constant(1), features);
        bias = new Parameter("bias", Initializer.constant(0), features);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return normalize(x).tensor(0);
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        Results results = normalize(x);
        return new LayerNormPass(x, results.tensor(0), results.tensor(1), results.tensor(2));
    }

    private Results normalize(Tensor x) {
        return FORWARD.callForResults(x, normalizedShape, weight.as(x.dtype()), bias.as(x.dtype()), EPS);
    }

    private final class LayerNormPass implements Pass {
        private final Tensor x;
        private final Tensor y;
        private final Tensor mean;
        private final Tensor rstd;

        LayerNormPass(Tensor x, Tensor y, Tensor mean, Tensor rstd) {
            this.x = x;
            this.y = y;
            this.mean = mean;
            this.rstd = rstd;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            Results gradients = BACKWARD.callForResults(
                    gradY, x, normalizedShape, mean, rstd, weight.as(x.dtype()), bias.as(x.dtype()), new boolean[] {
                        mask.input(), mask.parameters(), mask.parameters()
                    });
            if (mask.parameters()) {
                weight.grad().copy_(gradients.tensor(1));
                bias.grad().copy_(gradients.tensor(2));
            }
            return gradients.tensorOrNull(0);
        }
    }
}
