package example;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import wgan.data.Dataset;
import wgan.train.Gan;
import wgan.train.Losses;
import wgan.train.Progress;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;
import wgan.train.TrainingRun;

/** Trains on images of its own, stops in the middle, and resumes. */
public final class Main {
    private static final int IMAGES = 640;

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
            public void epochFinished(Progress at, Losses means, wgan.train.Samples samples) {
                System.out.printf("epoch %d: loss of the generator %.3f%n", at.epoch(), means.generator());
            }
        });
        try (TrainingRun run = TrainingRun.open(Path.of("runs/shapes"), config, shapes(), options)) {
            System.out.println((run.isResumed() ? "resumed after step " : "started at step ") + run.progress().iteration());
            Progress end = run.train(stop);
            System.out.println("ended after step " + end.iteration() + " of " + end.epochs() * end.steps());
        }
    }

    /** Returns discs and squares, each of another size and at another place. */
    private static Dataset shapes() {
        Random random = new Random(1);
        byte[] pixels = new byte[IMAGES * Dataset.IMAGE_SIZE];
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(Dataset.COLUMNS, Dataset.ROWS, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D canvas = image.createGraphics();
            canvas.setColor(Color.WHITE);
            int size = random.nextInt(8, 20);
            int x = random.nextInt(Dataset.COLUMNS - size);
            int y = random.nextInt(Dataset.ROWS - size);
            labels[i] = (byte) (i % 2);
            if (labels[i] == 0) {
                canvas.fillOval(x, y, size, size);
            } else {
                canvas.fillRect(x, y, size, size);
            }
            canvas.dispose();
            byte[] grays = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            System.arraycopy(grays, 0, pixels, i * Dataset.IMAGE_SIZE, Dataset.IMAGE_SIZE);
        }
        return Dataset.of("shapes", pixels, labels);
    }
}
