package wgan.testing;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.tanh;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The lab's generator. */
public final class LabGenerator extends LabNetwork {
    private final int latentDim;
    private final LinearImpl fc1;
    private final BatchNorm1dImpl norm1;
    private final LinearImpl fc2;
    private final BatchNorm1dImpl norm2;
    private final ConvTranspose2dImpl conv1;
    private final BatchNorm2dImpl norm3;
    private final ConvTranspose2dImpl conv2;

    LabGenerator(ScalarType type, int latentDim) {
        super(type);
        this.latentDim = latentDim;
        fc1 = add("fc1", new LinearImpl(latentDim, 1024));
        norm1 = add("br1.0", new BatchNorm1dImpl(new BatchNormOptions(1024)));
        fc2 = add("fc2", new LinearImpl(1024, 128 * 7 * 7));
        norm2 = add("br2.0", new BatchNorm1dImpl(new BatchNormOptions(128 * 7 * 7)));
        conv1 = add("conv1.0", new ConvTranspose2dImpl(doubling(128, 64)));
        norm3 = add("conv1.1", new BatchNorm2dImpl(new BatchNormOptions(64)));
        conv2 = add("conv2.0", new ConvTranspose2dImpl(doubling(64, 1)));
    }

    private static ConvTranspose2dOptions doubling(long inputs, long outputs) {
        var options = new ConvTranspose2dOptions(inputs, outputs, new LongPointer(square(4)));
        options.stride().put(square(2));
        options.padding().put(square(1));
        return options;
    }

    /** Returns images (B, 1, 28, 28) from latent vectors (B, L). */
    @Override
    public Tensor forward(Tensor z) {
        Tensor x = relu(norm1.forward(fc1.forward(z))); // (B, 1024)
        x = relu(norm2.forward(fc2.forward(x))); // (B, 6272)
        x = x.view(-1, 128, 7, 7);
        x = relu(norm3.forward(conv1.forward(x))); // (B, 64, 14, 14)
        return tanh(conv2.forward(x)); // (B, 1, 28, 28)
    }

    /** Returns latent vectors (B, L). */
    @Override
    public Tensor input(double[] numbers) {
        return tensor(numbers, -1, latentDim);
    }

    @Override
    public void train(boolean training) {
        norm1.train(training);
        norm2.train(training);
        norm3.train(training);
    }
}
