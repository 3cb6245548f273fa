package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import wgan.data.AtomicFile;
import wgan.data.Dataset;
import wgan.data.Folders;
import wgan.data.ImageGrid;
import wgan.data.NumpyArchive;
import wgan.evaluate.EvaluationResult;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.classifier.Classifier;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/**
 * Writes the images of an evaluation, so that other programs can check its metrics.
 *
 * <pre>
 * images/00000.png …   each generated image
 * samples.npz          images, real_images (n, H, W) or (n, 3, H, W), uint8; features, real_features (n, 128), float32
 * </pre>
 *
 * @param folder created if it does not exist; files in it are replaced
 */
record SampleExport(Path folder) {
    private static final ImageGrid SINGLE = new ImageGrid(1, 0, ImageGrid.Scaling.FIXED);

    /**
     * Writes the files.
     *
     * @param real the images that the evaluator compares with
     */
    void write(EvaluationResult result, MetricEvaluator evaluator, Dataset real) throws IOException {
        Path images = Folders.create(folder.resolve("images"));
        ImageShape shape = real.shape();
        int numel = shape.numel();
        byte[] pixels = new byte[Math.multiplyExact(result.size(), numel)];
        for (int i = 0; i < result.size(); i++) {
            float[] image = result.image(i);
            SINGLE.write(image, shape, images.resolve(String.format(Locale.ROOT, "%05d.png", i)));
            System.arraycopy(Pixels.toBytes(image), 0, pixels, i * numel, numel);
        }
        byte[] realPixels = new byte[Math.multiplyExact(real.size(), numel)];
        for (int i = 0; i < real.size(); i++) {
            System.arraycopy(real.image(i), 0, realPixels, i * numel, numel);
        }
        NumpyArchive archive = new NumpyArchive()
                .put("images", pixels, dimensions(result.size(), shape))
                .put("features", result.features(), result.size(), Classifier.FEATURES)
                .put("real_images", realPixels, dimensions(real.size(), shape))
                .put("real_features", evaluator.realFeatures(), real.size(), Classifier.FEATURES);
        AtomicFile.write(folder.resolve("samples.npz"), archive::write);
    }

    private static int[] dimensions(int count, ImageShape shape) {
        return shape.isColor()
                ? new int[] {count, shape.channels(), shape.height(), shape.width()}
                : new int[] {count, shape.height(), shape.width()};
    }
}
