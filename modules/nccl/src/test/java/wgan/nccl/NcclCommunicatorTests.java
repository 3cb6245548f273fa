package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.LiveTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;

/** Tests what is sent to whom, and the order of sums, with a library that needs no GPU. */
@ExtendWith(LiveTensors.class)
class NcclCommunicatorTests {
    private static final int SIZE = 3;
    private static final long SEED = 17;

    /** The one of this process: a process has one NCCL. */
    private static final InMemoryNccl NCCL = new InMemoryNccl(SIZE, 22304);

    @BeforeAll
    static void open() {
        assertThat(Nccl.opened("in-memory", NCCL.symbols())).hasToString("NCCL 2.23.4 (in-memory)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 6000, 6144, 1_000_003})
    void allReduce_addsInTheOrderOfRanks(int elements) throws Exception {
        double[] expected = new double[elements];
        for (int r = 0; r < SIZE; r++) {
            double[] values = values(r, elements);
            for (int i = 0; i < elements; i++) {
                expected[i] = r == 0 ? values[i] : expected[i] + values[i];
            }
        }
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.CPU);
            try (Tensor tensor = Tensor.of(values(gpus.rank(), elements), elements)) {
                gpus.allReduce(tensor);
                assertThat(Arrays.equals(tensor.toDoubleArray(), expected)).isTrue();
            }
            gpus.disconnect();
        });
    }

    @Test
    void allReduce_sendsShortVectorsWholeAndLongOnesInSlices() throws Exception {
        NCCL.gathered.set(0);
        NCCL.exchanged.set(0);
        Threads.run(SIZE, processes -> allReduceZeros(processes, 5461)); // 3 * 4 * 5461 = 64 KiB - 4
        assertThat(NCCL.gathered).hasValue(SIZE);
        assertThat(NCCL.exchanged).hasValue(0);

        Threads.run(SIZE, processes -> allReduceZeros(processes, 5462));
        assertThat(NCCL.gathered).hasValue(2 * SIZE);
        assertThat(NCCL.exchanged).hasValue(SIZE * SIZE);
    }

    @Test
    void allReduce_addsOtherTypes() throws Exception {
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.CPU);
            int rank = gpus.rank();
            try (Tensor counts = Tensor.of(new long[] {rank + 1, 1L << 60}, 2, 1);
                    Tensor half = Tensor.full(1 + rank / 128.0, DType.BF16, Device.CPU, 100_000);
                    Tensor expected = Tensor.full(3 + 3 / 128.0, DType.BF16, Device.CPU, 100_000);
                    Tensor none = Tensor.empty(DType.F32, Device.CPU, 0);
                    Tensor scalar = Tensor.full(1, DType.F32, Device.CPU)) {
                gpus.allReduce(counts);
                assertThat(counts.toLongArray()).containsExactly(6, 3L << 60);
                gpus.allReduce(half); // 3 + 3/128 in f32, rounded once
                assertThat(half.toFloatArray()).isEqualTo(expected.toFloatArray());
                gpus.allReduce(none);
                gpus.allReduce(scalar);
                assertThat(scalar.item()).isEqualTo(3);
            }
        });
    }

    @Test
    void broadcast_copiesTheElementsOfRank0() throws Exception {
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.CPU);
            try (Tensor tensor = Tensor.of(values(gpus.rank(), 1001), 1001, 1)) {
                gpus.broadcast(tensor);
                assertThat(tensor.toDoubleArray()).isEqualTo(values(0, 1001));
            }
        });
    }

    @Test
    void tensorsOnTheCpu_areExchangedByTheOtherCollective() throws Exception {
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.cuda(1));
            assertThat(gpus.device()).isEqualTo(Device.cuda(1));
            assertThat(gpus.size()).isEqualTo(SIZE);
            try (Tensor tensor = Tensor.of(new long[] {gpus.rank(), 5}, 2)) {
                gpus.broadcast(tensor);
                assertThat(tensor.toLongArray()).containsExactly(0, 5);
                gpus.allReduce(tensor);
                assertThat(tensor.toLongArray()).containsOnly(Threads.SUM);
            }
        });
    }

    @Test
    void otherTensors_areRefused() throws Exception {
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.CPU);
            try (Tensor matrix = Tensor.zeros(DType.F32, Device.CPU, 2, 3);
                    Tensor transposed = matrix.t();
                    Tensor flags = Tensor.zeros(DType.BOOL, Device.CPU, 2)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> gpus.allReduce(transposed))
                        .withMessage("allReduce: f32 (3, 2) is not contiguous; copy it by contiguous()");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> gpus.broadcast(transposed))
                        .withMessageStartingWith("broadcast: f32 (3, 2) is not contiguous");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> gpus.allReduce(flags))
                        .withMessage("allReduce: bool (2) has no sum, expected a floating-point type, i32 or i64");
            }
        });
    }

    @Test
    void errorOfEarlierWork_isThrownByTheNextCall() throws Exception {
        NCCL.earlierError = InMemoryNccl.REMOTE_ERROR;
        try {
            Threads.run(SIZE, processes -> {
                NcclCommunicator gpus = connect(processes, Device.CPU);
                try (Tensor tensor = Tensor.ones(DType.F32, Device.CPU, 10)) {
                    assertThatThrownBy(() -> gpus.allReduce(tensor))
                            .isInstanceOf(NcclException.class)
                            .hasMessage("NCCL: an earlier exchange: error 6; the reason; in two lines;"
                                    + " the environment variable NCCL_DEBUG=INFO makes NCCL print more");
                }
            });
        } finally {
            NCCL.earlierError = 0;
        }
    }

    @Test
    void errorOfACall_isAnException() throws Exception {
        Threads.run(SIZE, processes -> {
            CurrentStream other = call -> call.accept(InMemoryNccl.STREAM + 1);
            NcclCommunicator gpus = Nccl.connect(processes, Device.CPU, other);
            try (Tensor tensor = Tensor.ones(DType.F32, Device.CPU, 10)) {
                assertThatThrownBy(() -> gpus.broadcast(tensor))
                        .isInstanceOf(NcclException.class)
                        .hasMessageStartingWith("ncclBroadcast: error 4; the reason");
                assertThatThrownBy(() -> gpus.allReduce(tensor))
                        .isInstanceOf(NcclException.class)
                        .hasMessageStartingWith("ncclAllGather: error 4; the reason");
            }
        });
    }

    /** Otherwise NCCL would hold back all later work of the thread. */
    @Test
    void errorInAGroup_endsTheGroup() throws Exception {
        Threads.run(SIZE, processes -> {
            CurrentStream other = call -> call.accept(InMemoryNccl.STREAM + 1);
            NcclCommunicator gpus = Nccl.connect(processes, Device.CPU, other);
            try (Tensor tensor = Tensor.ones(DType.F32, Device.CPU, 100_000)) {
                assertThatThrownBy(() -> gpus.allReduce(tensor))
                        .isInstanceOf(NcclException.class)
                        .hasMessageStartingWith("ncclSend: error 4; the reason");
            }
        });
        assertThat(NCCL.openGroups).hasValue(0);
    }

    @Test
    void communicator_isDeletedOnce() throws Exception {
        NCCL.destroyed.set(0);
        NCCL.aborted.set(0);
        Threads.run(SIZE, processes -> {
            NcclCommunicator gpus = connect(processes, Device.CPU);
            if (gpus.rank() == 0) {
                gpus.disconnect();
                gpus.disconnect();
            }
            gpus.abort();
            gpus.abort();
            try (Tensor tensor = Tensor.ones(DType.F32, Device.CPU, 10)) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> gpus.allReduce(tensor))
                        .withMessage("allReduce: this process is disconnected");
            }
        });
        assertThat(NCCL.destroyed).hasValue(1);
        assertThat(NCCL.aborted).hasValue(SIZE - 1);
    }

    private static void allReduceZeros(Collective processes, int elements) {
        NcclCommunicator gpus = connect(processes, Device.CPU);
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, elements)) {
            gpus.allReduce(tensor);
        }
    }

    private static NcclCommunicator connect(Collective processes, Device device) {
        return Nccl.connect(processes, device, call -> call.accept(InMemoryNccl.STREAM));
    }

    private static double[] values(int rank, int size) {
        SplittableRandom random = new SplittableRandom(SEED + rank);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextDouble() - 0.5;
        }
        return values;
    }
}
