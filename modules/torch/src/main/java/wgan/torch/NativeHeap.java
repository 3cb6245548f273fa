package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;

/**
 * The heap of the C library, from which libtorch takes the memory of tensors on the CPU.
 *
 * <p>A training step allocates and frees some hundred MiB, in blocks of up to tens of MiB. By default, glibc returns such
 * memory to the operating system as soon as it is free, and gets it back page by page: up to 28,000 page faults in each step,
 * which then takes twice the time. Whether it does depends on chance, namely on small blocks between the large ones.
 */
@SuppressWarnings("restricted")
final class NativeHeap {
    private static final int MEBIBYTE = 1 << 20;

    /** Options of glibc's {@code mallopt}, with their numbers and the values for programs that allocate large blocks again and again. */
    enum Option {
        /** Free memory at the end of the heap that is kept; more is returned. */
        TRIM_THRESHOLD(-1, 1024 * MEBIBYTE - 1),
        /** Memory that stays when the heap is trimmed. Above 64 MiB, the size of a thread's heap, such a heap is never removed. */
        TOP_PAD(-2, 128 * MEBIBYTE),
        /** The size from which a block is mapped by itself, and unmapped when it is freed; the largest that glibc accepts. */
        MMAP_THRESHOLD(-3, 32 * MEBIBYTE);

        private final int number;
        private final int value;

        Option(int number, int value) {
            this.number = number;
            this.value = value;
        }

        /** Returns whether the user has set it, by its own environment variable or as one of glibc's tunables. */
        boolean isSetIn(Map<String, String> environment) {
            String tunable = "glibc.malloc." + name().toLowerCase(Locale.ROOT) + "=";
            return environment.containsKey("MALLOC_" + name() + "_")
                    || environment.getOrDefault("GLIBC_TUNABLES", "").contains(tunable);
        }
    }

    private NativeHeap() {}

    /** Makes the heap keep the memory that is freed, except for options that the user has set. Does nothing without glibc. */
    static void keepFreedMemory(Map<String, String> environment) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("mallopt").ifPresent(mallopt -> {
            MethodHandle call = linker.downcallHandle(mallopt, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
            for (Option option : Option.values()) {
                if (!option.isSetIn(environment)) {
                    set(call, option);
                }
            }
        });
    }

    private static void set(MethodHandle call, Option option) {
        try {
            // Its result is whether the value was accepted. If not, the heap works as before, only slower.
            int unused = (int) call.invokeExact(option.number, option.value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function cannot throw", impossible);
        }
    }
}
