package wgan.testing;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.tanh;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm1dImpl;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wgan.image.ImageShape;

/** The lab's generator, and its extension to other shapes; see {@link LabStages}. */
public final class LabGenerator extends LabNetwork {
    private final int latentDim;
    private final ImageShape shape;
    private final int channels; // at the smallest stage
    private final LinearImpl fc1;
    private final BatchNorm1dImpl norm1;
    private final LinearImpl fc2;
    private final BatchNorm1dImpl norm2;
    private final List<ConvTranspose2dImpl> convolutions = new ArrayList<>();
    private final List<BatchNorm2dImpl> norms = new ArrayList<>(); // of all convolutions but the last

    LabGenerator(ScalarType type, int latentDim, ImageShape shape) {
        super(type);
        this.latentDim = latentDim;
        this.shape = shape;
        LabStages stages = new LabStages(shape);
        channels = stages.afterDoubling(0);
        int features = stages.elements(channels); // 128 · 7 · 7 for MNIST
        fc1 = add("fc1", new LinearImpl(latentDim, 1024));
        norm1 = add("br1.0", new BatchNorm1dImpl(new BatchNormOptions(1024)));
        fc2 = add("fc2", new LinearImpl(1024, features));
        norm2 = add("br2.0", new BatchNorm1dImpl(new BatchNormOptions(features)));
        for (int stage = 1; stage <= stages.count(); stage++) {
            int outputs = stages.afterDoubling(stage);
            convolutions.add(add(
                    "conv" + stage + ".0",
                    new ConvTranspose2dImpl(doubling(stages.afterDoubling(stage - 1), outputs))));
            if (stage < stages.count()) {
                norms.add(add("conv" + stage + ".1", new BatchNorm2dImpl(new BatchNormOptions(outputs))));
            }
        }
    }

    private static ConvTranspose2dOptions doubling(long inputs, long outputs) {
        var options = new ConvTranspose2dOptions(inputs, outputs, new LongPointer(square(4)));
        options.stride().put(square(2));
        options.padding().put(square(1));
        return options;
    }

    /** Returns images (B, C, H, W) from latent vectors (B, L). */
    @Override
    public Tensor forward(Tensor z) {
        Tensor x = relu(norm1.forward(fc1.forward(z))); // (B, 1024)
        x = relu(norm2.forward(fc2.forward(x))); // (B, 6272)
        x = x.view(-1, channels, shape.baseHeight(), shape.baseWidth()); // (B, 128, 7, 7)
        for (int i = 0; i < norms.size(); i++) {
            x = relu(norms.get(i).forward(convolutions.get(i).forward(x))); // (B, 64, 14, 14)
        }
        return tanh(convolutions.getLast().forward(x)); // (B, 1, 28, 28)
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
        norms.forEach(norm -> norm.train(training));
    }
}
