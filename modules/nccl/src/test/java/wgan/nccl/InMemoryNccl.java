package wgan.nccl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A library with NCCL's interface whose ranks are threads of this process, and whose buffers are in the memory of the host. Work is done
 * when it is added to a stream.
 *
 * <p>The functions are called from C: an exception would end the process, so each returns the code of an error instead.
 */
@SuppressWarnings("restricted")
final class InMemoryNccl {
    static final int INTERNAL_ERROR = 3;
    static final int INVALID_ARGUMENT = 4;
    static final int REMOTE_ERROR = 6;

    /** The stream to which all work must be added. */
    static final long STREAM = 0x5eed;

    /** A byte that names every communicator. */
    private static final byte ID = 42;

    private static final long TIMEOUT_SECONDS = 60;

    /** Memory that a rank sends, or where it wants to receive. */
    private record Buffer(int peer, MemorySegment memory) {}

    private final int size;
    private final int version;
    private final CyclicBarrier barrier;
    private final Map<List<Integer>, MemorySegment> sent = new ConcurrentHashMap<>();
    private final ThreadLocal<List<Buffer>> groupSends = ThreadLocal.withInitial(ArrayList::new);
    private final ThreadLocal<List<Buffer>> groupReceives = ThreadLocal.withInitial(ArrayList::new);
    private final ThreadLocal<Integer> rank = new ThreadLocal<>();

    /** The number of communicators that have been deleted, by {@code ncclCommDestroy} or {@code ncclCommAbort}. */
    final AtomicInteger destroyed = new AtomicInteger();

    final AtomicInteger aborted = new AtomicInteger();

    /** The number of calls of {@code ncclAllGather} and {@code ncclSend}. */
    final AtomicInteger gathered = new AtomicInteger();

    final AtomicInteger exchanged = new AtomicInteger();

    /** The number of groups that have been started and not ended. */
    final AtomicInteger openGroups = new AtomicInteger();

    /** What {@code ncclCommGetAsyncError} reports. */
    volatile int earlierError;

    InMemoryNccl(int size, int version) {
        this.size = size;
        this.version = version;
        this.barrier = new CyclicBarrier(size);
    }

    /** Returns its functions. */
    SymbolLookup symbols() {
        return name -> Arrays.stream(InMemoryNccl.class.getDeclaredMethods())
                .filter(method -> name.startsWith("nccl") && method.getName().equals(name))
                .findFirst()
                .map(this::stub);
    }

    private MemorySegment stub(Method method) {
        try {
            var handle = MethodHandles.lookup().unreflect(method).bindTo(this);
            var arguments = handle.type().parameterList().stream()
                    .map(InMemoryNccl::layout)
                    .toArray(MemoryLayout[]::new);
            return Linker.nativeLinker()
                    .upcallStub(
                            handle,
                            FunctionDescriptor.of(layout(handle.type().returnType()), arguments),
                            Arena.global());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static MemoryLayout layout(Class<?> type) {
        return Optional.<MemoryLayout>ofNullable(
                        Map.of(int.class, JAVA_INT, long.class, JAVA_LONG).get(type))
                .orElse(ADDRESS);
    }

    int ncclGetVersion(MemorySegment result) {
        result.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, version);
        return 0;
    }

    MemorySegment ncclGetErrorString(int code) {
        return string("error " + code);
    }

    MemorySegment ncclGetLastError(long unused) {
        return string("the reason\nin two lines");
    }

    int ncclGetUniqueId(MemorySegment id) {
        id.reinterpret(128).fill(ID);
        return 0;
    }

    int ncclCommInitRankScalable(
            MemorySegment communicator, int size, int rank, int ids, MemorySegment id, MemorySegment configuration) {
        byte[] received = id.reinterpret(128).toArray(JAVA_BYTE);
        byte[] expected = new byte[received.length];
        Arrays.fill(expected, ID);
        if (size != this.size || ids != 1 || !Arrays.equals(received, expected) || configuration.address() != 0) {
            return INVALID_ARGUMENT;
        }
        this.rank.set(rank);
        communicator.reinterpret(JAVA_LONG.byteSize()).set(JAVA_LONG, 0, handle(rank));
        return await();
    }

    int ncclCommDestroy(long communicator) {
        destroyed.incrementAndGet();
        return check(communicator, STREAM);
    }

    int ncclCommAbort(long communicator) {
        aborted.incrementAndGet();
        return check(communicator, STREAM);
    }

    int ncclCommGetAsyncError(long communicator, MemorySegment error) {
        error.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, earlierError);
        return check(communicator, STREAM);
    }

    int ncclGroupStart() {
        openGroups.incrementAndGet();
        return 0;
    }

    int ncclSend(MemorySegment buffer, long bytes, int type, int peer, long communicator, long stream) {
        exchanged.incrementAndGet();
        groupSends.get().add(new Buffer(peer, buffer.reinterpret(bytes)));
        return check(communicator, stream);
    }

    int ncclRecv(MemorySegment buffer, long bytes, int type, int peer, long communicator, long stream) {
        groupReceives.get().add(new Buffer(peer, buffer.reinterpret(bytes)));
        return check(communicator, stream);
    }

    int ncclGroupEnd() {
        openGroups.decrementAndGet();
        try {
            for (Buffer buffer : groupSends.get()) {
                sent.put(List.of(rank.get(), buffer.peer), buffer.memory);
            }
            await();
            for (Buffer buffer : groupReceives.get()) {
                buffer.memory.copyFrom(sent.get(List.of(buffer.peer, rank.get())));
            }
            groupSends.get().clear();
            groupReceives.get().clear();
            return await();
        } catch (RuntimeException e) {
            return INTERNAL_ERROR;
        }
    }

    int ncclAllGather(MemorySegment send, MemorySegment receive, long bytes, int type, long communicator, long stream) {
        try {
            gathered.incrementAndGet();
            sent.put(List.of(rank.get()), send.reinterpret(bytes));
            await();
            for (int r = 0; r < size; r++) {
                receive.reinterpret(bytes * size).asSlice(bytes * r, bytes).copyFrom(sent.get(List.of(r)));
            }
            await();
            return check(communicator, stream);
        } catch (RuntimeException e) {
            return INTERNAL_ERROR;
        }
    }

    int ncclBroadcast(
            MemorySegment send, MemorySegment receive, long bytes, int type, int root, long communicator, long stream) {
        try {
            sent.put(List.of(rank.get()), send.reinterpret(bytes));
            await();
            receive.reinterpret(bytes).copyFrom(sent.get(List.of(root)));
            await();
            return check(communicator, stream);
        } catch (RuntimeException e) {
            return INTERNAL_ERROR;
        }
    }

    private int check(long communicator, long stream) {
        return communicator == handle(rank.get()) && stream == STREAM ? 0 : INVALID_ARGUMENT;
    }

    private static long handle(int rank) {
        return 1000L + rank;
    }

    private int await() {
        try {
            barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return 0;
        } catch (Exception e) {
            return INTERNAL_ERROR;
        }
    }

    private static MemorySegment string(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        MemorySegment string = Arena.global().allocate(bytes.length);
        MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
        return string;
    }
}
