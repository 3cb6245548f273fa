package wgan.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.image.ImageShape;
import wgan.report.analysis.FabricatedRun;
import wgan.report.analysis.RealImages;
import wgan.train.DatasetIdentity;

/** Pages about fabricated runs. */
final class FabricatedPages {
    private FabricatedPages() {}

    /** A page about all four objectives, with all kinds of behavior. */
    static Page ofFour(Path directory) throws IOException {
        return ofFour("en", directory);
    }

    static Page ofFour(String language, Path directory) throws IOException {
        return of(
                language,
                List.of(
                        new FabricatedRun(directory.resolve("gan"), "gan")
                                .withCriticLoss(done -> 0.9 + 0.2 * Math.sin(9 * done))
                                .withGeneratorLoss(done -> 1 + done + 0.5 * Math.sin(20 * done))
                                .withDistance(done -> 90 + 700 * Math.exp(-4 * done) + 9 * Math.sin(60 * done))
                                .withMetrics(0.7, 0.2, 2.9),
                        new FabricatedRun(directory.resolve("dcgan"), "dcgan")
                                .withCriticLoss(done -> 0.4 - 0.2 * done)
                                .withDistance(done -> 22 + 500 * Math.exp(-9 * done) + 3 * Math.sin(50 * done)),
                        new FabricatedRun(directory.resolve("wgan"), "wgan"),
                        new FabricatedRun(directory.resolve("wgan-gp"), "wgan-gp")
                                .withCriticLoss(done -> -2 - 8 * Math.exp(-5 * done))
                                .withDistance(done -> 14 + 300 * Math.exp(-8 * done))));
    }

    static Page of(List<FabricatedRun> runs) throws IOException {
        return of("en", runs);
    }

    static Page of(String language, List<FabricatedRun> runs) throws IOException {
        return of(language, runs, FabricatedRun.REAL);
    }

    /** Photographs in color without labels and without test set, which one of the two runs was trained on as a whole. */
    static Page ofPhotos(String language, Path directory) throws IOException {
        ImageShape shape = new ImageShape(3, 64, 64);
        DatasetIdentity photos = new DatasetIdentity("photos", 6000, shape, "0123456789abcdef");
        return of(
                language,
                List.of(
                        new FabricatedRun(directory.resolve("dcgan"), "dcgan")
                                .withImages(photos)
                                .withoutLabels()
                                .withDistance(done -> 4 + 50 * Math.exp(-9 * done) + Math.sin(50 * done))
                                .withMetrics(0.9, 0.1, 0)
                                .withSeenRealImages(),
                        new FabricatedRun(directory.resolve("wgan"), "wgan")
                                .withImages(photos)
                                .withoutLabels()
                                .withDistance(done -> 2 + 40 * Math.exp(-6 * done))),
                FabricatedRun.unlabeled(shape));
    }

    /** Small images in color of three classes that have names. */
    static Page ofThreeClasses(String language, Path directory) throws IOException {
        ImageShape shape = new ImageShape(3, 32, 32);
        DatasetIdentity pets = new DatasetIdentity("pets", 6000, shape, "0123456789abcdef");
        return of(
                language,
                List.of(
                        new FabricatedRun(directory.resolve("gan"), "gan")
                                .withImages(pets)
                                .withClassCounts(5900, 4000, 100)
                                .withMetrics(0.8, 0.5, 1.1),
                        new FabricatedRun(directory.resolve("wgan"), "wgan")
                                .withImages(pets)
                                .withClassCounts(3400, 3300, 3300)
                                .withMetrics(0.8, 0.8, 1.58)),
                FabricatedRun.labeled(shape, "cat", "dog", "guinea pig & co"));
    }

    private static Page of(String language, List<FabricatedRun> runs, RealImages real) throws IOException {
        return new Page(
                language,
                Optional.of("wgan report --epochs 4 --out \"<a&b>'s\""),
                Optional.of(
                        new Environment("Linux", "amd64", 2, "2.13.0", "cpu", 2, "OpenJDK 64-Bit Server VM 25.0.1")),
                Map.of("DCGAN", "training diverged: the losses are NaN"),
                FabricatedRun.labeled(runs),
                real);
    }
}
