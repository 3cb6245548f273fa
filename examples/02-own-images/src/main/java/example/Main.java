package example;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.train.Gan;
import wgan.train.Losses;
import wgan.train.Progress;
import wgan.train.Samples;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;
import wgan.train.TrainingRun;

/** Trains on color images of its own, stops in the middle, and resumes. */
public final class Main {
    private static final int IMAGES = 640;
    private static final ImageShape SHAPE = new ImageShape(ImageShape.RGB, 32, 32);

    private Main() {}

    /** Trains in the directory runs/shapes. */
    public static void main(String[] arguments) throws IOException {
        AtomicInteger steps = new AtomicInteger();
        train(() -> steps.incrementAndGet() == 7); // stops after seven steps, and saves the run
        train(() -> false); // goes on to the end, as if nothing had happened
    }

    private static void train(BooleanSupplier stop) throws IOException {
        TrainingConfig config =
                TrainingConfig.defaults().withObjective(Gan.defaults()).withEpochs(2);
        var options = TrainingRun.Options.DEFAULT.withListener(new TrainingListener() {
            @Override
            public void epochFinished(Progress at, Losses means, Samples samples) {
                System.out.printf("epoch %d: loss of the generator %.3f%n", at.epoch(), means.generator());
            }
        });
        try (TrainingRun run = TrainingRun.open(Path.of("runs/shapes"), config, shapes(), options)) {
            System.out.println((run.isResumed() ? "resumed after step " : "started at step ") + run.progress().iteration());
            Progress end = run.train(stop);
            System.out.println("ended after step " + end.iteration() + " of " + end.epochs() * end.steps());
        }
    }

    /** Returns discs and squares, each of another size and color and at another place. */
    private static Dataset shapes() {
        Random random = new Random(1);
        byte[] pixels = new byte[IMAGES * SHAPE.numel()];
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(SHAPE.width(), SHAPE.height(), BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            canvas.setColor(Color.getHSBColor(random.nextFloat(), 1, 1));
            int size = random.nextInt(8, 20);
            int x = random.nextInt(SHAPE.width() - size);
            int y = random.nextInt(SHAPE.height() - size);
            if (i % 2 == 0) {
                canvas.fillOval(x, y, size, size);
            } else {
                canvas.fillRect(x, y, size, size);
            }
            canvas.dispose();
            copy(image, pixels, i * SHAPE.numel());
        }
        return Dataset.of("shapes", SHAPE, pixels); // with labels, it could be evaluated by a classifier of its own
    }

    /** Copies the red channel, then the green one, then the blue one, each row by row. */
    private static void copy(BufferedImage image, byte[] pixels, int offset) {
        for (int y = 0; y < SHAPE.height(); y++) {
            for (int x = 0; x < SHAPE.width(); x++) {
                int rgb = image.getRGB(x, y);
                for (int channel = 0; channel < SHAPE.channels(); channel++) {
                    int shift = 8 * (SHAPE.channels() - 1 - channel);
                    pixels[offset + channel * SHAPE.pixels() + y * SHAPE.width() + x] = (byte) (rgb >> shift);
                }
            }
        }
    }
}
