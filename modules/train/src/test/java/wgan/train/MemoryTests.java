package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

/** The memory that training takes does not grow with the number of iterations. */
class MemoryTests {

    private static final int BATCH_SIZE = 16;
    private static final int ITERATIONS = 500;

    /** After so many iterations allocators, caches and the JIT compiler allocate no more. */
    private static final int WARMUP = 100;

    /** Readings fluctuate. The smallest of so many readings is the memory that is kept. */
    private static final int WINDOW = 20;

    /** The JVM's own memory does not grow: the whole heap is resident from the start. */
    private static final List<String> OPTIONS =
            List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Memory that libtorch frees is returned to the system at once: free memory that malloc keeps could hide a leak. */
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_MMAP_THRESHOLD_", "16384");

    /** An activation of 16 × 196 f32 numbers that leaked in each iteration would be 12.25 KiB · 400 = 4900 KiB. */
    private static final long TOLERANCE_KIB = 2048;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it reads /proc/self/status")
    void training_doesNotLeakMemory() throws Exception {
        List<Reading> readings = train();

        assertThat(readings).hasSize(ITERATIONS);
        // The losses of measured steps stay open until the next log point.
        List<Long> liveTensors = readings.stream().map(Reading::liveTensors).toList();
        assertThat(liveTensors.subList(Progress.LOG_INTERVAL, ITERATIONS))
                .isEqualTo(liveTensors.subList(0, ITERATIONS - Progress.LOG_INTERVAL));
        assertThat(growth(readings)).as("KiB").isLessThan(TOLERANCE_KIB);
    }

    /** Trains in another process, and returns a reading after each iteration. */
    private static List<Reading> train() throws Exception {
        ProcessBuilder builder = OtherProcess.training(OPTIONS, LongRun.class, Integer.toString(ITERATIONS), "1", "0");
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader(UTF_8)) {
            List<Reading> readings = lines.lines().map(Reading::parse).toList();
            assertThat(process.waitFor()).isZero();
            return readings;
        }
    }

    /** Returns by how much the resident memory grows after the warm-up. */
    private static long growth(List<Reading> readings) {
        return minResident(readings, ITERATIONS) - minResident(readings, WARMUP);
    }

    /** Returns the smallest resident memory in the last readings of the first {@code upTo}. */
    private static long minResident(List<Reading> readings, int upTo) {
        return readings.subList(upTo - WINDOW, upTo).stream()
                .mapToLong(Reading::residentKib)
                .min()
                .orElseThrow();
    }

    /**
     * The state of the process after an iteration.
     *
     * @param liveTensors number of open tensors
     * @param residentKib resident memory of the process, in KiB
     */
    private record Reading(long liveTensors, long residentKib) {

        static Reading now() throws IOException {
            String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return new Reading(Tensor.liveCount(), Long.parseLong(resident.replaceAll("\\D", "")));
        }

        static Reading parse(String line) {
            String[] numbers = line.split(" ", 2);
            return new Reading(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }

        /** Returns the text that {@link #parse} reads. */
        @Override
        public String toString() {
            return liveTensors + " " + residentKib;
        }
    }

    /**
     * Trains on one thread and prints a {@link Reading} after each iteration.
     *
     * <p>Arguments: the number of iterations; the updates of the critic in each; the f32 numbers to leak in each, which shows how
     * small a leak the test detects.
     */
    static final class LongRun {

        private LongRun() {}

        public static void main(String[] args) throws IOException {
            long iterations = Long.parseLong(args[0]);
            int criticSteps = Integer.parseInt(args[1]);
            int leak = Integer.parseInt(args[2]);
            LibTorch.get().setThreads(1);
            Objective objective = SmallRun.wgan(
                    new CriticSchedule(criticSteps, CriticBatches.SAME, Warmup.NONE),
                    InverseTimeDecay.constant(5e-5, 5e-5));
            var config = new TrainingConfig(objective, 10, BATCH_SIZE, 100, 0, Precision.FP32, 1);
            try (Trainer trainer = new Trainer(config, SmallRun.digits(ITERATIONS * BATCH_SIZE), Device.CPU)) {
                var meter = new TrainingListener() {
                    @Override
                    public void stepped(Progress at) throws IOException {
                        if (leak > 0) {
                            Tensor.zeros(DType.F32, Device.CPU, leak);
                        }
                        System.out.println(Reading.now());
                    }
                };
                trainer.run(meter, () -> trainer.progress().iteration() == iterations);
            }
        }
    }
}
