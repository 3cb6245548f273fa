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

/** Training must not need more memory the longer it lasts. */
class MemoryTests {

    private static final int BATCH_SIZE = 16;
    private static final int ITERATIONS = 200;

    /** Where allocators, caches and the compiler of the JVM have come to rest. */
    private static final int SETTLED = 80;

    /** The least of so many readings tells what is kept from what comes and goes. */
    private static final int WINDOW = 20;

    /** A JVM whose own memory stands still: all of the heap is there from the start. */
    private static final List<String> OPTIONS =
            List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** What libtorch frees goes back to the system at once: free memory that is kept would hide a leak. */
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_MMAP_THRESHOLD_", "16384");

    /** An activation of 16 × 1024 numbers that leaked in each iteration would make 64 KiB · 120 = 7680 KiB. */
    private static final long TOLERANCE_KIB = 3072;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it reads /proc/self/status")
    void training_keepsNothing() throws Exception {
        List<Reading> readings = train();

        assertThat(readings).hasSize(ITERATIONS);
        assertThat(readings)
                .extracting(Reading::liveTensors)
                .containsOnly(readings.get(0).liveTensors());
        assertThat(growth(readings)).as("KiB").isLessThan(TOLERANCE_KIB);
    }

    /** Trains in a process of its own; returns what there was after each iteration. */
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

    /** How much more memory is resident at the end than once all has settled. */
    private static long growth(List<Reading> readings) {
        return leastResident(readings, ITERATIONS) - leastResident(readings, SETTLED);
    }

    /** The least memory in the last readings up to this one. */
    private static long leastResident(List<Reading> readings, int upTo) {
        return readings.subList(upTo - WINDOW, upTo).stream()
                .mapToLong(Reading::residentKib)
                .min()
                .orElseThrow();
    }

    /**
     * What there is after an iteration.
     *
     * @param liveTensors how many tensors are open
     * @param residentKib how much of the process is in memory
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

        /** As {@link #parse} reads it. */
        @Override
        public String toString() {
            return liveTensors + " " + residentKib;
        }
    }

    /**
     * Trains on one thread and prints a {@link Reading} after each iteration.
     *
     * <p>Arguments: how many iterations; how many updates of the critic in each; how many numbers to leak in each, so that
     * a person can see that it shows.
     */
    static final class LongRun {

        private LongRun() {}

        public static void main(String[] args) throws IOException {
            long iterations = Long.parseLong(args[0]);
            int criticSteps = Integer.parseInt(args[1]);
            int leak = Integer.parseInt(args[2]);
            LibTorch.get().setThreads(1);
            Objective objective = SmallRun.wgan(
                    new CriticSchedule(criticSteps, CriticBatches.SAME, false), InverseTimeDecay.constant(5e-5, 5e-5));
            var config = new TrainingConfig(objective, 10, BATCH_SIZE, 100, Precision.FP32, 1);
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
