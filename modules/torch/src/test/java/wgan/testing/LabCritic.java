package wgan.testing;

import static org.bytedeco.pytorch.global.torch.leaky_relu;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The lab's critic. */
public final class LabCritic extends LabNetwork {
    private final Scalar slope = new Scalar(0.2);
    private final Conv2dImpl conv1;
    private final BatchNorm2dImpl norm1;
    private final Conv2dImpl conv2;
    private final BatchNorm2dImpl norm2;
    private final LinearImpl fc1;
    private final LinearImpl fc2;

    LabCritic(ScalarType type) {
        super(type);
        conv1 = add("conv1.0", new Conv2dImpl(halving(1, 32)));
        norm1 = add("conv1.1", new BatchNorm2dImpl(new BatchNormOptions(32)));
        conv2 = add("conv2.0", new Conv2dImpl(halving(32, 64)));
        norm2 = add("conv2.1", new BatchNorm2dImpl(new BatchNormOptions(64)));
        fc1 = add("fc1.0", new LinearImpl(64 * 7 * 7, 1024));
        fc2 = add("fc2", new LinearImpl(1024, 1));
    }

    static Conv2dOptions halving(long inputs, long outputs) {
        var options = new Conv2dOptions(inputs, outputs, new LongPointer(square(5)));
        options.stride().put(square(2));
        options.padding().put(new LongPointer(square(2)));
        return options;
    }

    /** Returns scores (B, 1) of images (B, 1, 28, 28). */
    @Override
    public Tensor forward(Tensor images) {
        Tensor x = leaky_relu(norm1.forward(conv1.forward(images)), slope); // (B, 32, 14, 14)
        x = leaky_relu(norm2.forward(conv2.forward(x)), slope); // (B, 64, 7, 7)
        x = x.view(-1, 64 * 7 * 7);
        x = leaky_relu(fc1.forward(x), slope); // (B, 1024)
        return fc2.forward(x); // (B, 1)
    }

    /** Returns images (B, 1, 28, 28). */
    @Override
    public Tensor input(double[] numbers) {
        return tensor(numbers, -1, 1, 28, 28);
    }

    @Override
    public void train(boolean training) {
        norm1.train(training);
        norm2.train(training);
    }
}
