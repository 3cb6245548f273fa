package wgan.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import wgan.image.ImageShape;
import wgan.torch.Device;

/** The shapes and devices of {@link OnEachShape}. */
public final class Shapes implements ArgumentsProvider {
    /** The lab's shape, one in color, and one that is not square and has another number of stages. */
    public static final List<ImageShape> REPRESENTATIVE =
            List.of(ImageShape.MNIST, new ImageShape(3, 32, 32), new ImageShape(1, 48, 64));

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return REPRESENTATIVE.stream()
                .flatMap(shape -> Stream.of(Arguments.of(shape, Device.CPU), Arguments.of(shape, Device.cuda(0))));
    }
}
