package wgan.outside;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Collective;

/**
 * Checks what an implementation of {@link Collective} exchanges between processes. Every process makes the checks. A wrong result is an {@link
 * IllegalStateException}.
 */
public final class CollectiveChecks {
    private static final long SEED = 17;

    private final Collective ranks;
    private final Device device;

    /**
     * @param ranks the processes
     * @param device of the tensors that they exchange
     */
    public CollectiveChecks(Collective ranks, Device device) {
        this.ranks = ranks;
        this.device = device;
    }

    /**
     * Makes all checks.
     *
     * @param sizes of the tensors with one dimension
     */
    public void check(int... sizes) {
        for (int size : sizes) {
            for (DType type : List.of(DType.F32, DType.F64, DType.BF16, DType.I64)) {
                checkSums(type, size);
            }
            checkBroadcast(size);
        }
        checkShapes();
        checkRefusals();
    }

    /** Checks sums of a type: the bits are those of additions in the order of ranks. */
    public void checkSums(DType type, int size) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = numbers(ranks.rank(), type, size).to(device);
            Tensor expected = expectedSums(type, size);
            ranks.allReduce(tensor);
            expectEqual(tensor, expected, () -> "sums of " + size + " " + type + " in the order of ranks");
        }
    }

    /** Returns the sums, which the host computes; bf16 is added in f32 and rounded once. */
    private Tensor expectedSums(DType type, int size) {
        return switch (type) {
            case F32, BF16 -> {
                float[] sums = numbers(0, type, size).toFloatArray();
                for (int r = 1; r < ranks.size(); r++) {
                    float[] other = numbers(r, type, size).toFloatArray();
                    for (int i = 0; i < size; i++) {
                        sums[i] += other[i];
                    }
                }
                yield Tensor.of(sums, size).to(type);
            }
            case F64 -> {
                double[] sums = numbers(0, type, size).toDoubleArray();
                for (int r = 1; r < ranks.size(); r++) {
                    double[] other = numbers(r, type, size).toDoubleArray();
                    for (int i = 0; i < size; i++) {
                        sums[i] += other[i];
                    }
                }
                yield Tensor.of(sums, size);
            }
            case I64 -> {
                long[] sums = numbers(0, type, size).toLongArray();
                for (int r = 1; r < ranks.size(); r++) {
                    long[] other = numbers(r, type, size).toLongArray();
                    for (int i = 0; i < size; i++) {
                        sums[i] += other[i];
                    }
                }
                yield Tensor.of(sums, size);
            }
            default -> throw new IllegalArgumentException("no sums of " + type);
        };
    }

    /** Checks that all processes get the elements of the first. */
    private void checkBroadcast(int size) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor =
                    numbers(ranks.rank(), DType.F32, size).view(1, size, 1).to(device);
            ranks.broadcast(tensor);
            expectEqual(tensor, numbers(0, DType.F32, size), () -> "the " + size + " elements of rank 0");
        }
    }

    /** Checks tensors without elements and without dimensions. */
    private void checkShapes() {
        try (Tensor none = Tensor.empty(DType.F32, device, 0);
                Tensor scalar = Tensor.full(1, DType.F64, device)) {
            ranks.allReduce(none);
            ranks.broadcast(none);
            ranks.allReduce(scalar);
            expect(scalar.item() == ranks.size(), "the sum of a 0-dimensional tensor");
        }
    }

    /** Checks that tensors which cannot be exchanged are refused, before anything is sent. */
    private void checkRefusals() {
        try (Tensor matrix = Tensor.zeros(DType.F32, device, 2, 3);
                Tensor transposed = matrix.t();
                Tensor flags = Tensor.zeros(DType.BOOL, device, 2)) {
            expectRefused(() -> ranks.allReduce(transposed), "allReduce: " + transposed + " is not contiguous");
            expectRefused(() -> ranks.broadcast(transposed), "broadcast: " + transposed + " is not contiguous");
            expectRefused(() -> ranks.allReduce(flags), "allReduce: " + flags + " has no sum");
        }
    }

    /** Checks the message of a call that is refused. */
    public static void expectRefused(Runnable call, String message) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            expect(e.getMessage().startsWith(message), message + ", found " + e.getMessage());
            return;
        }
        throw new IllegalStateException("expected: " + message);
    }

    /** Throws unless it holds. */
    public static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected: " + what);
        }
    }

    /** Compares bits: the numbers have no -0 and no NaN. */
    private static void expectEqual(Tensor actual, Tensor expected, Supplier<String> what) {
        boolean areEqual = expected.dtype() == DType.I64
                ? Arrays.equals(actual.toLongArray(), expected.toLongArray())
                : expected.dtype() == DType.F64
                        ? Arrays.equals(actual.toDoubleArray(), expected.toDoubleArray())
                        : Arrays.equals(actual.toFloatArray(), expected.toFloatArray());
        if (!areEqual) {
            throw new IllegalStateException("expected: " + what.get());
        }
    }

    /** Returns the numbers of a process, on the CPU. Those of bf16 are the rounded ones of f32. */
    private static Tensor numbers(int rank, DType type, int size) {
        SplittableRandom random = new SplittableRandom(SEED + rank);
        if (type == DType.I64) {
            return Tensor.of(random.longs(size).toArray(), size);
        }
        if (type == DType.F64) {
            return Tensor.of(random.doubles(size, -0.5, 0.5).toArray(), size);
        }
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.of(floats, size).to(type);
    }
}
