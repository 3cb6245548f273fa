package wgan.checks.misuse;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Relu;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Operator;
import wgan.torch.Results;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Precision;
import wgan.train.TrainingConfig;
import wgan.train.Wgan;

/** Some hundred calls on objects that begin with a few valid ones and become what the calls leave; at the end all are closed. */
final class Episode {
    /** A larger tensor is no argument: an expanded one has any size, and what it takes to read it is no fault. */
    private static final int MAX_NUMEL = 4096;

    private static final int FOREIGN_PERCENT = 4;
    private static final int RACE_PERCENT = 4;
    private static final ImageShape SMALL = new ImageShape(1, 16, 16);

    private final SplittableRandom random;
    private final Values values;
    private final ExecutorService foreign;
    private final ExecutorService racer;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Path folder;

    /**
     * What a call threw, if it did, and whether a null or an implementation of the caller can be the reason, and the number
     * of tensors that a failed call left behind without a scope.
     */
    record Outcome(@Nullable Throwable thrown, boolean mayBeNull, long leaked) {}

    /** @param isScoped whether a scope is open on both threads that make calls, as the layers and losses require */
    Episode(
            SplittableRandom random,
            boolean isScoped,
            List<Executable> makers,
            Path folder,
            ExecutorService foreign,
            ExecutorService racer)
            throws IOException, InterruptedException {
        this.random = random;
        this.folder = folder;
        this.foreign = foreign;
        this.racer = racer;
        values = new Values(random, random.nextInt(3) == 0, makers, folder);
        addFiles();
        if (isScoped) {
            opened.add(TensorScope.open()); // no call can close it
            await(foreign.submit(() -> opened.add(TensorScope.open())));
        }
        addTensors();
        addObjects();
    }

    private void addFiles() throws IOException {
        Path garbage = folder.resolve("garbage");
        if (!Files.exists(garbage)) {
            Files.write(garbage, new byte[] {1, 2, 3});
        }
        values.add(garbage);
        values.add(garbage.resolve("below-a-file"));
        values.add(folder);
        values.add(folder.resolve("missing").resolve("a"));
        Path model = folder.resolve("model.safetensors");
        try (var scope = TensorScope.open();
                var out = Files.newOutputStream(model)) {
            SafeTensors.write(out, Map.of("a", Tensor.of(new float[] {1, 2}, 2)), Map.of("b", "c"));
        }
        values.add(model);
        values.add(Files.createDirectories(folder.resolve("run")));
    }

    private void addTensors() {
        keep(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        keep(Tensor.of(new float[16], 4, 4));
        keep(Tensor.of(new float[512], 2, 1, 16, 16));
        keep(Tensor.of(new double[] {1, 2, 3, 4}, 4));
        keep(Tensor.of(new long[] {0, 1, 1}, 3));
        keep(Tensor.zeros(DType.BF16, Device.CPU, 2, 3));
        keep(Tensor.zeros(DType.BOOL, Device.CPU, 2));
        keep(Tensor.empty(DType.U8, Device.CPU, 0, 3));
        keep(Tensor.of(new float[] {7}));
        Tensor base = keep(Tensor.of(new float[24], 2, 3, 4));
        keep(base.transpose(0, 2)); // overlapping views
        keep(base.narrow(1, 1, 2));
        keep(keep(base.select(2, 1)).expand(2, 3));
        keep(keep(Tensor.of(new float[] {1}, 1)).expand(8));
        Tensor shared = keep(Tensor.of(new float[12], 3, 4)).removeFromScope();
        values.add(shared);
        Tensor closed = keep(Tensor.of(new float[6], 2, 3));
        closed.close();
        TensorScope scope = TensorScope.open();
        scope.close();
        values.add(scope);
    }

    private void addObjects() {
        values.add(Device.CPU);
        values.add(Device.cuda(0));
        values.add(Operator.of("aten::mul.Tensor(Tensor self, Tensor other) -> Tensor"));
        values.add(Operator.of("aten::cat(Tensor[] tensors, int dim=0) -> Tensor"));
        values.add(Operator.of("aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)"));
        values.add(Operator.of("aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False)"
                + " -> (Tensor, Tensor)"));
        values.add(Operator.of("aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]"));
        values.add(SMALL);
        values.add(new Seed(1));
        values.add(Dataset.of("misuse", SMALL, new byte[4 * SMALL.numel()], new byte[4]));
        values.add(new TrainingConfig(Wgan.defaults(), 1, 2, 2, 0, Precision.FP32, 1));
        List<NamedLayer> layers = List.of(new NamedLayer("fc1", new Linear(3, 4)), new NamedLayer("relu", new Relu()));
        values.add(layers);
        Network network = keep(new Network(layers, DType.F32, Device.CPU));
        network.initialize(new Seed(1), 0);
        if (random.nextInt(4) == 0) {
            Network dense = keep(new Network(GeneratorArchitecture.DENSE.layers(2, SMALL), DType.F32, Device.CPU));
            dense.initialize(new Seed(1), 0);
            keep(Generator.of(dense, 2, SMALL));
        }
    }

    private <T> T keep(T object) {
        values.add(object);
        if (object instanceof AutoCloseable closeable) {
            opened.add(closeable);
        }
        return object;
    }

    /** Makes one call; returns null if its arguments cannot be made. */
    @Nullable
    Outcome call(Executable executable, Consumer<String> log) throws InterruptedException {
        values.begin();
        boolean isStatic = !(executable instanceof Method method) || Modifier.isStatic(method.getModifiers());
        Object receiver = isStatic ? null : values.pooled(executable.getDeclaringClass());
        Object[] arguments = values.arguments(executable);
        Bounds.apply(executable, arguments);
        if (!values.areUsable()) {
            return null;
        }
        if (!isStatic && receiver == null) {
            receiver = values.receiver(executable.getDeclaringClass());
            if (receiver == null) {
                return null;
            }
        }
        Object target = receiver;
        boolean isForeign = random.nextInt(100) < FOREIGN_PERCENT;
        AutoCloseable victim = random.nextInt(100) < RACE_PERCENT ? victim(receiver, arguments) : null;
        log.accept(Description.of(executable, receiver, arguments)
                + (isForeign ? " on another thread" : "")
                + (victim == null ? "" : " while it is closed"));
        Future<?> race = victim == null ? null : racer.submit(() -> close(victim));
        Throwable thrown = null;
        long before = Tensor.liveCount();
        try {
            Object result = isForeign
                    ? foreign(() -> invoke(executable, target, arguments))
                    : Values.invoke(executable, receiver, arguments);
            take(result, 0);
        } catch (Throwable e) {
            thrown = e;
        }
        long leaked = thrown == null || race != null || isScopeOpen() ? 0 : Tensor.liveCount() - before;
        for (Object argument : arguments) {
            take(argument, 0); // a list or map that was made for this call may hold new objects
        }
        if (race != null) {
            await(race);
        }
        return new Outcome(thrown, !values.isClean(), leaked);
    }

    private static boolean isScopeOpen() {
        try {
            TensorScope.requireOpen("call");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private @Nullable AutoCloseable victim(@Nullable Object receiver, Object... arguments) {
        List<Object> candidates = new ArrayList<>(Arrays.asList(arguments));
        candidates.add(receiver);
        return candidates.stream()
                .filter(AutoCloseable.class::isInstance)
                .map(AutoCloseable.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object invoke(Executable executable, @Nullable Object target, Object... arguments)
            throws Exception {
        try {
            return Values.invoke(executable, target, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Object foreign(Callable<@Nullable Object> call) throws Throwable {
        try {
            return foreign.submit(call).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(AutoCloseable object) {
        try {
            object.close();
        } catch (Exception e) {
            // Another thread's scope, or what a proxy throws.
        }
    }

    /** Makes a result, and what it contains, an argument of later calls. */
    private void take(@Nullable Object object, int depth) {
        if (object == null || depth > 3) {
            return;
        }
        switch (object) {
            case Tensor tensor -> takeTensor(tensor);
            case Optional<?> optional -> optional.ifPresent(value -> take(value, depth + 1));
            case Map<?, ?> map -> {
                values.add(map);
                map.values().forEach(value -> take(value, depth + 1));
            }
            case Collection<?> collection -> {
                values.add(collection);
                collection.forEach(value -> take(value, depth + 1));
            }
            case Results results -> {
                values.add(results);
                for (int i = 0; i < results.size(); i++) {
                    takeResult(results, i);
                }
            }
            default -> {
                keep(object);
                Values.components(object).forEach(value -> take(value, depth + 1));
            }
        }
    }

    private void takeResult(Results results, int index) {
        try {
            take(results.tensor(index), 1);
        } catch (IllegalStateException e) {
            try {
                take(results.tensors(index), 1);
            } catch (IllegalStateException notTensors) {
                // A number.
            }
        }
    }

    private void takeTensor(Tensor tensor) {
        opened.add(tensor);
        boolean isSmall;
        try {
            isSmall = tensor.numel() <= MAX_NUMEL && tensor.numel() >= 0;
        } catch (RuntimeException e) {
            isSmall = true; // closed, or of another thread
        }
        if (isSmall) {
            values.add(tensor);
        } else {
            close(tensor);
        }
    }

    /** Closes all that was opened, each on a thread that can. */
    void close() throws InterruptedException {
        List<AutoCloseable> reversed = opened.reversed();
        await(foreign.submit(() -> reversed.forEach(Episode::close)));
        reversed.forEach(Episode::close);
        values.closeMade(Episode::close);
        opened.clear();
    }
}
