package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.OnEachDevice;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.DataParallel.BatchNormStatistics;
import wgan.train.TrainingRun.Options;

class DataParallelTests {
    @TempDir
    private Path parent;

    @ParameterizedTest
    @EnumSource(ObjectiveType.class)
    void severalProcesses_computeTheSameAsOne(ObjectiveType type) throws InterruptedException, ExecutionException {
        double[] expected =
                ThreadProcesses.run(1, processes -> parameters(type, processes)).getFirst();
        for (int size = 2; size <= 4; size++) {
            List<double[]> all = ThreadProcesses.run(size, processes -> parameters(type, processes));
            assertThat(ParallelTraining.maxDifference(all.getFirst(), expected)).isLessThan(1e-9);
            for (double[] other : all) {
                assertThat(other).containsExactly(all.getFirst());
            }
        }
    }

    /** On a GPU its kernels of batch normalization are others. */
    @OnEachDevice
    void twoProcesses_computeTheSameAsOne(Device device) throws InterruptedException, ExecutionException {
        double[] expected = ParallelTraining.parameters(ObjectiveType.WGAN, DataParallel.NONE, device);
        List<double[]> both = ThreadProcesses.run(
                2,
                processes -> ParallelTraining.parameters(
                        ObjectiveType.WGAN, new DataParallel(processes, BatchNormStatistics.SYNC), device));
        assertThat(ParallelTraining.maxDifference(both.getFirst(), expected)).isLessThan(1e-9);
        assertThat(both.getLast()).containsExactly(both.getFirst());
    }

    @Test
    void localStatistics_areAnotherFunction() throws InterruptedException, ExecutionException {
        double[] one = ThreadProcesses.run(1, processes -> parameters(ObjectiveType.WGAN, processes))
                .getFirst();
        double[] two = ThreadProcesses.run(
                        2,
                        processes ->
                                parameters(ObjectiveType.WGAN, new DataParallel(processes, BatchNormStatistics.LOCAL)))
                .getFirst();
        assertThat(ParallelTraining.maxDifference(one, two)).isGreaterThan(1e-6);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 2", "2, 2", "0, -1"})
    void rankOutOfRange_isRefused(int rank, int size) {
        var processes = new FixedRank(rank, size);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataParallel(processes, BatchNormStatistics.SYNC))
                .withMessageStartingWith("processes: rank is " + rank + " of " + size + " processes, expected");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Shard.of(ParallelTraining.BATCH, processes));
    }

    /** A process that does not communicate. */
    private record FixedRank(int rank, int size) implements Collective {
        @Override
        public void allReduce(Tensor tensor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void broadcast(Tensor tensor) {
            throw new UnsupportedOperationException();
        }
    }

    private static double[] parameters(ObjectiveType type, Collective processes) {
        return parameters(type, new DataParallel(processes, BatchNormStatistics.SYNC));
    }

    private static double[] parameters(ObjectiveType type, DataParallel parallel) {
        return ParallelTraining.parameters(type, parallel, Device.CPU);
    }

    @Test
    void runOfTwoProcesses_writesOnceAndIsResumedBitForBit() throws Exception {
        TrainingConfig config = SmallRun.config(2, 3);
        Path whole = parent.resolve("whole");
        Path stopped = parent.resolve("stopped");
        Path single = parent.resolve("single");
        List<Progress> ends = train(2, whole, config, Integer.MAX_VALUE);
        assertThat(ends).containsExactly(new Progress(1, 2, 3, 3), new Progress(1, 2, 3, 3));
        assertThat(train(2, stopped, config, 2)).containsExactly(new Progress(0, 2, 2, 3), new Progress(0, 2, 2, 3));
        train(2, stopped, config, Integer.MAX_VALUE);
        train(1, single, config, Integer.MAX_VALUE);

        for (String file : List.of("checkpoints/latest.safetensors", "generator.safetensors")) {
            assertThat(stopped.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(Files.readString(whole.resolve("config.json")))
                .contains("\"processes\" : 2", "\"batch_norm\" : \"sync\"");
        assertThat(Files.readString(single.resolve("config.json"))).doesNotContain("processes");
        assertThat(losses(whole))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1)
                .containsExactlyElementsOf(losses(single));
    }

    /** Only the process of the last rank asks to stop. */
    private static List<Progress> train(int size, Path directory, TrainingConfig config, int stopAfter)
            throws InterruptedException, ExecutionException {
        return ThreadProcesses.run(size, processes -> {
            Options options = Options.DEFAULT.withParallel(new DataParallel(processes, BatchNormStatistics.SYNC));
            try (TrainingRun run = TrainingRun.open(directory, config, SmallRun.digits(), options)) {
                return run.train(() -> processes.rank() == processes.size() - 1
                        && run.progress().iteration() >= stopAfter);
            }
        });
    }

    private static List<Double> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"loss_critic\""))
                .map(line -> Double.valueOf(line.replaceAll(".*\"loss_critic\":([^,]*),.*", "$1")))
                .toList();
    }

    @Test
    void resumingWithAnotherNumberOfProcesses_isNoted() throws Exception {
        TrainingConfig config = SmallRun.config(2, 3);
        Path directory = parent.resolve("run");
        train(2, directory, config, 2);
        try (TrainingRun run = TrainingRun.open(directory, config, SmallRun.digits(), Options.DEFAULT)) {
            assertThat(run.notes())
                    .containsExactly(
                            "processes was 2 and is 1: the resumed run may differ in its bits from one that was"
                                    + " not interrupted");
        }
    }

    /** They would train on with different parameters, or wait for each other for ever. */
    @ParameterizedTest
    @CsvSource({
        "2, 3, 12, SYNC, true",
        "3, 3, 12, SYNC, false",
        "2, 4, 12, SYNC, false",
        "2, 3, 16, SYNC, false",
        "2, 3, 12, LOCAL, false"
    })
    void processesWithOtherSettings_areRefusedInAll(
            int epochs, long seed, int images, BatchNormStatistics batchNorm, boolean isEqual) throws Exception {
        List<Boolean> refused = ThreadProcesses.run(3, processes -> {
            boolean isOther = processes.rank() == 1;
            TrainingConfig config = isOther ? SmallRun.config(epochs, seed) : SmallRun.config(2, 3);
            var parallel = new DataParallel(processes, isOther ? batchNorm : BatchNormStatistics.SYNC);
            try (Trainer trainer = new Trainer(
                    config, SmallRun.digits(isOther ? images : 12), Device.CPU, PeriodicEvaluation.NONE, parallel)) {
                return false;
            } catch (UnequalProcessesException e) {
                assertThat(e)
                        .hasMessage("process 1 of 3 has other settings or images than process 0; start all of them with"
                                + " the same");
                return true;
            }
        });
        assertThat(refused).containsOnly(!isEqual);
    }

    @Test
    void resumingWithOtherStatistics_isRefused() throws Exception {
        Path directory = parent.resolve("run");
        train(directory, BatchNormStatistics.SYNC);
        assertThatThrownBy(() -> train(directory, BatchNormStatistics.LOCAL))
                .hasRootCauseInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("its run had batch_norm sync, this run has local");
    }

    /** Trains a step by two processes. */
    private static void train(Path directory, BatchNormStatistics batchNorm)
            throws InterruptedException, ExecutionException {
        ThreadProcesses.run(2, processes -> {
            Options options = Options.DEFAULT.withParallel(new DataParallel(processes, batchNorm));
            try (TrainingRun run = TrainingRun.open(directory, SmallRun.config(2, 3), SmallRun.digits(12), options)) {
                return run.train(() -> true);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "10, 4, sync, 10, true",
        "10, 4, sync, 13, false",
        "3, 4, sync, 12, false",
        "10, 3, local, 26, true",
        "10, 3, local, 25, false"
    })
    void batchesThatAreTooSmallForTheProcesses_areRefused(
            int batch, int size, String batchNorm, int images, boolean fits) throws Exception {
        TrainingConfig defaults = SmallRun.config(1, 0);
        var config = new TrainingConfig(
                defaults.objective(), 1, batch, defaults.latentDim(), 0, Precision.FP32, defaults.seed());
        List<DataParallel> parallels = ThreadProcesses.run(
                size,
                processes -> new DataParallel(
                        processes, batchNorm.equals("sync") ? BatchNormStatistics.SYNC : BatchNormStatistics.LOCAL));
        DataParallel parallel = parallels.getLast();
        if (fits) {
            parallel.require(config, images);
        } else {
            assertThatThrownBy(() -> parallel.require(config, images))
                    .isInstanceOf(HyperparameterException.class)
                    .hasMessageContaining("batch_size is " + batch + ", expected one with which every batch");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void shards_areTheWholeBatch(int size) throws Exception {
        List<Shard> shards = ThreadProcesses.run(size, processes -> Shard.of(ParallelTraining.BATCH, processes));
        int next = 0;
        double weight = 0;
        for (Shard shard : shards) {
            assertThat(shard.from()).isEqualTo(next);
            assertThat(shard.size()).isBetween(ParallelTraining.BATCH / size, ParallelTraining.BATCH / size + 1);
            next = shard.to();
            weight += shard.weight();
        }
        assertThat(next).isEqualTo(ParallelTraining.BATCH);
        assertThat(weight).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(shards.getFirst().isWhole()).isEqualTo(size == 1);
    }
}
