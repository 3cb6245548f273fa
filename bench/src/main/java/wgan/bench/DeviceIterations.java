package wgan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.ObjectiveType;
import wgan.train.Precision;
import wgan.train.Trainer;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;

/**
 * Measures the mean time of an iteration on any device, in blocks.
 *
 * <p>A GPU computes while the host goes on, so a single step cannot be timed by the host's clock. A block ends with a read of the losses,
 * which waits for the device.
 *
 * <pre>
 *   DeviceIterations DEVICE DATA BATCH BLOCKS STEPS CASE...
 * </pre>
 *
 * <p>DATA is a directory with the files of MNIST, or {@code synthetic}. A case is {@code OBJECTIVE-PRECISION-EMA}, such as {@code
 * wgan_gp-bf16-0.999}; PRECISION is fp32, tf32 or bf16. Each case prints one JSON object.
 */
final class DeviceIterations {
    private static final int IMAGES = 12_800;
    private static final int WARM_UP_BLOCKS = 2;
    private static final double NANOS_IN_MILLI = 1e6;

    private DeviceIterations() {}

    /** Measures the cases that the arguments name. */
    public static void main(String[] arguments) throws IOException {
        Device device = Device.parse(arguments[0]);
        LibTorch.get().require(device);
        Dataset digits = digits(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int blocks = Integer.parseInt(arguments[3]);
        int steps = Integer.parseInt(arguments[4]);
        for (String name : List.of(arguments).subList(5, arguments.length)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("case", name);
            line.put("device", device.toString());
            line.put("libtorch", LibTorch.get().version());
            line.put("batch", batch);
            line.put("steps_in_block", steps);
            line.put("iteration_ms", measure(name.split("-"), device, digits, batch, blocks, steps));
            System.out.println(Protocol.JSON.writeValueAsString(line));
        }
    }

    private static Dataset digits(String directory) throws IOException {
        return directory.equals("synthetic")
                ? Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, IMAGES, DataOptions.defaults())
                : Datasets.open(
                        DatasetName.MNIST,
                        Split.TRAIN,
                        IMAGES,
                        DataOptions.defaults().withDirectory(Path.of(directory)));
    }

    private static List<Double> measure(String[] names, Device device, Dataset digits, int batch, int blocks, int steps)
            throws IOException {
        LibTorch.get().setTf32(names[1].equals("tf32"));
        TrainingConfig defaults = TrainingConfig.defaults();
        TrainingConfig config = new TrainingConfig(
                ObjectiveType.valueOf(names[0].toUpperCase(Locale.ROOT)).defaults(),
                TrainingConfig.MAX_EPOCHS,
                batch,
                defaults.latentDim(),
                Double.parseDouble(names[2]),
                names[1].equals("bf16") ? Precision.BF16 : Precision.FP32,
                defaults.seed());
        List<Double> means = new ArrayList<>();
        try (Trainer trainer = new Trainer(config, digits, device)) {
            for (int block = -WARM_UP_BLOCKS; block < blocks; block++) {
                int[] left = {steps};
                long start = System.nanoTime();
                trainer.run(new TrainingListener() {}, () -> --left[0] == 0);
                if (block >= 0) {
                    means.add((System.nanoTime() - start) / NANOS_IN_MILLI / steps);
                }
            }
        }
        return means;
    }
}
