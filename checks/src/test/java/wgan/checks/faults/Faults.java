package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program of {@code checks/faults.sh}, which describes the arguments. */
final class Faults {
    private Faults() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        String campaign = words.getFirst();
        boolean isShort = words.contains("--short");
        long seed = option(words, "--seed", 1);
        Path root = Path.of(System.getProperty("wgan.root"));
        Path folder = Path.of(System.getProperty("wgan.folder")).toRealPath();
        Path target = root.resolve("modules/cli/target");
        Program program = new Program(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                target.resolve("modules"),
                target.resolve("start.aot"),
                Workplace.compileLibrary(root.resolve("checks/src/test/native/faults.c"), folder));
        Workplace workplace = new Workplace(folder, program);
        System.out.println(campaign + ", seed " + seed);
        Path images = Images.write(folder.resolve("images"));
        boolean isSound =
                switch (campaign) {
                    case "kill" -> kill(workplace, images, seed, option(words, "--kills", 25), isShort);
                    case "disks" -> disks(workplace, images, seed, option(words, "--positions", 200), isShort);
                    default -> throw new IllegalArgumentException("'" + campaign + "', expected kill or disks");
                };
        System.exit(isSound ? 0 : 1);
    }

    private static int option(List<String> words, String name, int value) {
        int at = words.indexOf(name);
        return at < 0 ? value : Integer.parseInt(words.get(at + 1));
    }

    private static boolean kill(Workplace workplace, Path images, long seed, int times, boolean isShort)
            throws IOException {
        KillCampaign campaign = new KillCampaign(workplace, seed);
        if (isShort) {
            for (Combination combination : Combination.some()) {
                campaign.kill(Scenario.training(combination, images), 2);
            }
            return campaign.summarize();
        }
        for (Combination combination : Combination.all()) {
            campaign.kill(Scenario.training(combination, images), times);
        }
        campaign.kill(Scenario.report(images), times);
        campaign.kill(Scenario.firstStart(), times / 2);
        campaign.kill(Scenario.sheet(images), times / 2);
        var download = Scenario.download(workplace.folder().resolve("package"));
        if (download.isPresent()) {
            campaign.kill(download.get(), times / 2);
        } else {
            System.out.println("download: left out, because the user's cache has no MNIST");
        }
        return campaign.summarize();
    }

    private static boolean disks(Workplace workplace, Path images, long seed, int positions, boolean isShort)
            throws IOException {
        DiskCampaign campaign = new DiskCampaign(workplace, seed);
        Scenario training = Scenario.training(Combination.all().getFirst(), images);
        if (isShort) {
            campaign.fail(List.of(training), 8);
            campaign.withoutLocks(training);
        } else {
            campaign.fail(all(workplace, images, training), positions);
            campaign.withoutLocks(training);
        }
        if (Boolean.getBoolean("wgan.can-mount")) {
            campaign.onSmallDisks(training, isShort ? 1 : 10);
        } else {
            System.out.println("full disks: left out, because this user may not mount a file system");
        }
        return campaign.summarize();
    }

    private static List<Scenario> all(Workplace workplace, Path images, Scenario training) throws IOException {
        Path run = workplace.emptyDirectory("model");
        Files.walk(workplace.reference(training).directory().resolve("run")).forEach(file -> copy(file, run));
        List<Scenario> scenarios = new ArrayList<>(List.of(training));
        scenarios.add(Scenario.report(images));
        scenarios.add(Scenario.evaluation(run, images));
        scenarios.addAll(Scenario.samples(run));
        scenarios.add(Scenario.sheet(images));
        scenarios.add(Scenario.firstStart());
        Scenario.download(workplace.folder().resolve("package")).ifPresent(scenarios::add);
        return scenarios;
    }

    private static void copy(Path file, Path folder) {
        try {
            if (Files.isRegularFile(file)) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
