package wgan.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program of {@code checks/faults.sh}, which describes the arguments. */
final class Faults {
    /** Learning rates with which a run diverges and recovers, on some machine. */
    private static final List<String> RATES =
            List.of("1.65e8", "1.6e8", "1.55e8", "1.5e8", "1.45e8", "1.4e8", "1.35e8", "1.7e8", "1.75e8", "1.8e8");

    /** What a checkpoint has of a run that went back twice or more. */
    private static final Pattern ROLLBACKS = Pattern.compile("\"rollbacks\":\"[23]\"");

    private final List<String> words;
    private final boolean isShort;
    private final int seed;
    private final Path folder;
    private final Path images;
    private final Program program;

    private Faults(List<String> words) throws IOException {
        this.words = words;
        isShort = words.contains("--short");
        seed = option("--seed", 1);
        folder = Path.of(System.getProperty("wgan.folder")).toRealPath();
        images = Images.write(folder.resolve("images"));
        program = new Program(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of(System.getProperty("wgan.modules")),
                folder.resolve("program.aot"),
                Path.of(System.getProperty("wgan.library")),
                words.contains("--device"));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        Faults faults = new Faults(words);
        System.out.println(String.join(" ", words) + ": seed " + faults.seed);
        boolean isSound = switch (words.getFirst()) {
            case "kill" -> faults.kill();
            case "disks" -> faults.disks();
            default -> throw new IllegalArgumentException("'" + words.getFirst() + "', expected kill or disks");
        };
        System.exit(isSound ? 0 : 1);
    }

    private int option(String name, int value) {
        int at = words.indexOf(name);
        return at < 0 ? value : Integer.parseInt(words.get(at + 1));
    }

    private boolean kill() throws IOException {
        int device = words.indexOf("--device");
        if (device >= 0) {
            return killOn(words.get(device + 1));
        }
        program.writeArchive(training(), new Workplace(folder, program).emptyDirectory("archived"));
        KillCampaign campaign = new KillCampaign(folder, program, seed);
        if (isShort) {
            for (Combination combination : Combination.some()) {
                campaign.kill(Scenario.training(combination, images), 2);
            }
            keepAndRollback(campaign, 1);
            underMpi(campaign, Combination.some().subList(0, 1), 1);
            return campaign.summarize();
        }
        int times = option("--kills", 25);
        if (words.contains("--rollback")) {
            keepAndRollback(campaign, times);
            return campaign.summarize();
        }
        if (words.contains("--mpi")) {
            underMpi(campaign, Combination.all(), times);
            return campaign.summarize();
        }
        for (Combination combination : Combination.all()) {
            campaign.kill(Scenario.training(combination, images), times);
        }
        keepAndRollback(campaign, times);
        underMpi(campaign, Combination.all(), times);
        campaign.kill(Scenario.report(images), times);
        campaign.kill(Scenario.sheet(images), times / 2);
        campaign.kill(Scenario.firstStart(), times / 2);
        Optional<Scenario> download = Scenario.download(folder.resolve("package"));
        if (download.isPresent()) {
            campaign.kill(download.get(), times / 2);
        } else {
            System.out.println("download: left out, because the user's cache has no MNIST");
        }
        return campaign.summarize();
    }

    /** Kills a training of each objective on a device; those that the words name, if they name any. */
    private boolean killOn(String device) throws IOException {
        KillCampaign campaign = new KillCampaign(folder, program, seed);
        for (Combination combination : Combination.some()) {
            int objective = words.indexOf("--objective");
            if (objective < 0 || words.get(objective + 1).equals(combination.objective())) {
                campaign.kill(Scenario.training(combination, images).on(device), option("--kills", 3));
            }
        }
        return campaign.summarize();
    }

    /**
     * Kills a run that keeps checkpoints, and one that goes back at least twice and then ends. With which learning rate it does so depends on
     * the machine's arithmetic.
     */
    private void keepAndRollback(KillCampaign campaign, int times) throws IOException {
        campaign.kill(Scenario.keeping(images), times);
        Workplace workplace = new Workplace(folder, program);
        for (String rate : RATES) {
            Scenario scenario = Scenario.rollingBack(images, rate);
            Path directory = workplace.emptyDirectory(scenario.name());
            Path checkpoint = directory.resolve("run/checkpoints/latest.safetensors");
            if (program.run(scenario, directory).code() == 0
                    && ROLLBACKS
                            .matcher(Files.readString(checkpoint, StandardCharsets.ISO_8859_1))
                            .find()) {
                System.out.println("rollback: with the learning rate " + rate);
                campaign.kill(scenario, times);
                return;
            }
        }
        System.out.println(
                "rollback: left out, because no learning rate of " + RATES + " makes a run diverge and recover here");
    }

    /** Kills one of two processes of a run, with each implementation of MPI that is installed. */
    private void underMpi(KillCampaign campaign, List<Combination> combinations, int times) throws IOException {
        List<List<String>> launchers = Launchers.installed();
        if (launchers.isEmpty()) {
            System.out.println("several processes: left out, because no MPI is installed");
        }
        for (List<String> launcher : launchers) {
            for (Combination combination : combinations) {
                campaign.kill(Scenario.training(combination.by(launcher), images), times);
            }
        }
    }

    private Scenario training() {
        return Scenario.training(Combination.all().getFirst(), images);
    }

    private boolean disks() throws IOException {
        Workplace workplace =
                new Workplace(folder, new InProcess(variable("WGAN_FAULTS_LOG"), variable("WGAN_FAULTS_PLAN")));
        DiskCampaign campaign = new DiskCampaign(workplace, seed);
        List<Scenario> scenarios = new ArrayList<>(List.of(training()));
        Path model = Files.createDirectory(folder.resolve("model"));
        workplace.reference(training(), DiskCampaign.DIRECTORY);
        copy(folder.resolve(DiskCampaign.DIRECTORY).resolve("run"), model);
        scenarios.add(Scenario.evaluation(model, images));
        scenarios.addAll(Scenario.samples(model));
        scenarios.add(Scenario.sheet(images));
        if (!isShort) {
            scenarios.add(Scenario.report(images));
        }
        campaign.fail(scenarios, option("--positions", isShort ? 60 : Integer.MAX_VALUE));
        campaign.withoutLocks(training());
        if (Boolean.getBoolean("wgan.can-mount")) {
            campaign.onSmallDisks(training(), isShort ? 2 : 20);
        } else {
            System.out.println("full disks: left out, because this user may not mount a file system");
        }
        return campaign.summarize();
    }

    private static Path variable(String name) {
        return Path.of(System.getenv(name));
    }

    /** Copies the files of a run to a folder. */
    private static void copy(Path run, Path target) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, target.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
