package wgan.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network whose modules are applied in sequence; each method adds one. */
final class LayeredNetwork extends LabNetwork {
    private final Scalar slope = new Scalar(0.2);
    private final long[] batchShape;
    private final List<UnaryOperator<Tensor>> layers = new ArrayList<>();
    private final List<BatchNorm2dImpl> norms = new ArrayList<>();

    /**
     * Creates a network without layers.
     *
     * @param batchShape the shape of the input, with -1 for the batch
     */
    LayeredNetwork(ScalarType type, long... batchShape) {
        super(type);
        this.batchShape = batchShape;
    }

    LayeredNetwork linear(String name, int inputs, int outputs) {
        LinearImpl module = add(name, new LinearImpl(inputs, outputs));
        layers.add(module::forward);
        return this;
    }

    /** Adds the lab's convolution, which halves width and height. */
    LayeredNetwork convolution(String name, int inputs, int outputs) {
        Conv2dImpl module = add(name, new Conv2dImpl(LabCritic.halving(inputs, outputs)));
        layers.add(module::forward);
        return this;
    }

    LayeredNetwork batchNorm(String name, int channels) {
        BatchNorm2dImpl module = add(name, new BatchNorm2dImpl(new BatchNormOptions(channels)));
        norms.add(module);
        layers.add(module::forward);
        return this;
    }

    LayeredNetwork leakyRelu() {
        layers.add(x -> torch.leaky_relu(x, slope));
        return this;
    }

    LayeredNetwork tanh() {
        layers.add(torch::tanh);
        return this;
    }

    LayeredNetwork view(long... shape) {
        layers.add(x -> x.reshape(shape));
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (UnaryOperator<Tensor> layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }

    @Override
    public Tensor input(double[] numbers) {
        return tensor(numbers, batchShape);
    }

    @Override
    public void train(boolean training) {
        norms.forEach(norm -> norm.train(training));
    }
}
