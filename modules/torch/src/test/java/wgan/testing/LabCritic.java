package wgan.testing;

import static org.bytedeco.pytorch.global.torch.leaky_relu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wgan.image.ImageShape;

/** The lab's critic, and its extension to other shapes; see {@link LabStages}. */
public final class LabCritic extends LabNetwork {
    private final Scalar slope = new Scalar(0.2);
    private final ImageShape shape;
    private final int features;
    private final List<Conv2dImpl> convolutions = new ArrayList<>();
    private final List<BatchNorm2dImpl> norms = new ArrayList<>();
    private final LinearImpl fc1;
    private final LinearImpl fc2;

    LabCritic(ScalarType type, ImageShape shape) {
        super(type);
        this.shape = shape;
        LabStages stages = new LabStages(shape);
        features = stages.criticFeatures(); // 64 · 7 · 7 for MNIST
        for (int stage = 1; stage <= stages.count(); stage++) {
            int channels = stages.afterHalving(stage);
            convolutions.add(
                    add("conv" + stage + ".0", new Conv2dImpl(halving(stages.afterHalving(stage - 1), channels))));
            norms.add(add("conv" + stage + ".1", new BatchNorm2dImpl(new BatchNormOptions(channels))));
        }
        fc1 = add("fc1.0", new LinearImpl(features, 1024));
        fc2 = add("fc2", new LinearImpl(1024, 1));
    }

    static Conv2dOptions halving(long inputs, long outputs) {
        var options = new Conv2dOptions(inputs, outputs, new LongPointer(square(5)));
        options.stride().put(square(2));
        options.padding().put(new LongPointer(square(2)));
        return options;
    }

    /** Returns scores (B, 1) of images (B, C, H, W). */
    @Override
    public Tensor forward(Tensor images) {
        Tensor x = images;
        for (int i = 0; i < convolutions.size(); i++) {
            x = leaky_relu(
                    norms.get(i).forward(convolutions.get(i).forward(x)), slope); // (B, 32, 14, 14), (B, 64, 7, 7)
        }
        x = x.view(-1, features);
        x = leaky_relu(fc1.forward(x), slope); // (B, 1024)
        return fc2.forward(x); // (B, 1)
    }

    /** Returns images (B, C, H, W). */
    @Override
    public Tensor input(double[] numbers) {
        return tensor(numbers, -1, shape.channels(), shape.height(), shape.width());
    }

    @Override
    public void train(boolean training) {
        norms.forEach(norm -> norm.train(training));
    }
}
