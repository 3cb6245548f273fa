package wgan.cli;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.data.images.ImageImport;
import wgan.image.ImageShape;

/** The options that determine how own images become images of one shape. */
@OptionHeading("Images")
final class OwnImageOptions {
    /** Those that the synthetic dataset has, too. */
    private static final Set<String> OF_SYNTHETIC_DIGITS = Set.of("--resize", "--channels");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--resize",
            paramLabel = "HxW",
            description =
                    "The height and width of the images, such as 32x32: two sides of 16 to 64 pixels. For the synthetic"
                            + " dataset, the size of its digits.")
    private @Nullable String resize;

    @Option(
            names = "--fit",
            paramLabel = "crop|pad|stretch",
            description = "How images of another ratio of sides get the size of --resize (default: crop).")
    private @Nullable String fit;

    @Option(
            names = "--channels",
            paramLabel = "1|3",
            description = "Gray or color (default: color if any image has it; gray for the synthetic dataset).")
    private @Nullable String channels;

    @Option(
            names = "--background",
            paramLabel = "COLOR",
            description =
                    "The color behind transparent pixels and around padded images: #rrggbb, black or white (default:"
                            + " black).")
    private @Nullable String background;

    @Option(names = "--skip-corrupt", description = "Leave out images that cannot be decoded; their number is printed.")
    private boolean skipCorrupt;

    @Option(names = "--transpose", description = "Exchange rows and columns, as the original files of EMNIST require.")
    private boolean transpose;

    /** Returns how own images are read. */
    ImageImport options() {
        ImageImport options =
                ImageImport.defaults().withSkipCorrupt(skipCorrupt).withTranspose(transpose);
        if (resize != null) {
            String size = resize;
            options = options.withResize(checked(() -> ImageImport.Size.parse(size)));
        }
        if (fit != null) {
            String name = fit;
            options = options.withFit(checked(() -> ImageImport.Fit.of(name)));
        }
        if (channels != null) {
            options = options.withChannels(channels());
        }
        if (background != null) {
            String color = background;
            options = options.withBackground(checked(() -> ImageImport.parseColor(color)));
        }
        return options;
    }

    /** Returns whether one of the options is given. */
    boolean isGiven() {
        return !given().isEmpty();
    }

    /** Returns the shape of synthetic images. */
    ImageShape syntheticShape() {
        refuse("the synthetic dataset", OF_SYNTHETIC_DIGITS);
        ImageImport options = options();
        ImageShape mnist = ImageShape.MNIST;
        int number = options.channels().orElse(mnist.channels());
        return options.resize()
                .map(size -> new ImageShape(number, size.height(), size.width()))
                .orElse(new ImageShape(number, mnist.height(), mnist.width()));
    }

    /** Refuses all options for a dataset that has a shape of its own. */
    void refuse(String dataset) {
        refuse(dataset, Set.of());
    }

    private void refuse(String dataset, Set<String> accepted) {
        List<String> refused = new ArrayList<>(given());
        refused.removeAll(accepted);
        if (!refused.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    refused.getFirst() + " applies to own images (--data without --dataset), and not to " + dataset);
        }
    }

    /** Returns the names of the options that have a value, on the command line or from the configuration of a run. */
    private List<String> given() {
        return spec.options().stream()
                .filter(option -> option.userObject() instanceof Member member
                        && member.getDeclaringClass() == OwnImageOptions.class)
                .filter(option -> option.getValue() != null && !Boolean.FALSE.equals(option.getValue()))
                .map(OptionSpec::longestName)
                .toList();
    }

    private int channels() {
        String text = String.valueOf(channels);
        if (!text.equals("1") && !text.equals("3")) {
            throw new ParameterException(spec.commandLine(), "--channels is " + text + ", expected 1 or 3");
        }
        return Integer.parseInt(text);
    }

    private interface Value<T> {
        T get();
    }

    /** Returns a value; a message about it begins with the name of the setting, which is that of the option without its hyphens. */
    private <T> T checked(Value<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
