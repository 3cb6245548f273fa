package wgan.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import wgan.bench.Protocol.Answer;
import wgan.bench.Protocol.Ready;
import wgan.image.ImageShape;
import wgan.torch.DType;
import wgan.torch.LibTorch;
import wgan.train.ObjectiveType;
import wgan.train.TrainingConfig;

/** The program of a peer that is written in Java: it measures a {@link Workload} at each request of the {@link Protocol}. */
final class PeerProgram {
    private PeerProgram() {}

    /** Measures the workload that the arguments name; see {@link #workload}. */
    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        System.setOut(System.err); // standard output is for answers alone
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Workload workload = workload(arguments)) {
            serve(workload, requests, answers);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Returns the workload that the arguments name.
     *
     * <pre>
     *   training auto|fp32|bf16 BATCH [THREADS]
     *   training-objective auto|fp32|bf16 BATCH OBJECTIVE (with the average of the generator)
     *   training-shape auto|fp32|bf16 BATCH SHAPE
     *   traced auto|fp32|bf16 BATCH
     *   heap auto|fp32|bf16 BATCH
     *   autograd BATCH
     *   roofline F32|BF16 BATCH
     *   calls new|in-place
     *   sampling MODEL
     * </pre>
     */
    static Workload workload(String... arguments) throws IOException {
        return switch (arguments[0]) {
            case "training" -> {
                if (arguments.length > 3) {
                    LibTorch.get().setThreads(Integer.parseInt(arguments[3]));
                }
                yield training(arguments, () -> {});
            }
            case "training-objective" ->
                new TrainingIterations(
                        TrainingIterations.config(
                                ObjectiveType.of(arguments[3]).defaults(),
                                arguments[1],
                                Integer.parseInt(arguments[2]),
                                TrainingConfig.defaults().ema()),
                        ImageShape.MNIST,
                        () -> {});
            case "training-shape" -> training(arguments, ImageShape.parse(arguments[3]), () -> {});
            case "traced" -> {
                // The lines of oneDNN go to the same stream.
                PrintStream output =
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
                yield training(arguments, () -> output.println(Protocol.MARK));
            }
            case "heap" -> new HeapUse(training(arguments, () -> {}));
            case "autograd" -> new AutogradIterations(Integer.parseInt(arguments[1]));
            case "roofline" -> new Roofline(DType.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
            case "calls" -> new OperatorCalls(arguments[1]);
            case "sampling" -> new GeneratorSampling(Path.of(arguments[1]));
            default ->
                throw new IllegalArgumentException("workload is '" + arguments[0]
                        + "', expected training, training-objective, training-shape, traced, heap, autograd, roofline, calls or"
                        + " sampling");
        };
    }

    private static TrainingIterations training(String[] arguments, Runnable atMark) throws IOException {
        return training(arguments, ImageShape.MNIST, atMark);
    }

    /** Returns the lab's training without the average of the generator, which the other peers do not have either. */
    private static TrainingIterations training(String[] arguments, ImageShape shape, Runnable atMark)
            throws IOException {
        return new TrainingIterations(
                TrainingIterations.config(
                        TrainingConfig.defaults().objective(), arguments[1], Integer.parseInt(arguments[2]), 0),
                shape,
                atMark);
    }

    /** Answers requests until the input ends. */
    static void serve(Workload workload, BufferedReader requests, PrintStream answers) throws IOException {
        answers.println(Protocol.JSON.writeValueAsString(new Ready(workload.engine())));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            if (!request.startsWith(Protocol.MEASURE)) {
                throw new IOException("request is '" + request + "', expected 'measure N'");
            }
            int iterations = Integer.parseInt(request.substring(Protocol.MEASURE.length()));
            Measurement measured = workload.measure(iterations);
            answers.println(Protocol.JSON.writeValueAsString(
                    new Answer(measured.values(), measured.heapBytes(), measured.pageFaults(), ProcessMemory.peak())));
        }
    }
}
