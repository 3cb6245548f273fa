package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.torch.ffi.LibTorchC;

/** The settings are those of the process, so the CPU build has them, too: they are read here by libtorch's own getters. */
@ExtendWith(LiveTensors.class)
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the functions have other names in libtorch for Windows")
@SuppressWarnings("restricted")
class CudaArithmeticTests {
    /** {@code at::Float32Op::CONV}, and the flag of a {@code std::optional} of it, which is in the upper half of 64 bits. */
    private static final long CONVOLUTION = 1;

    private static final long PRESENT = 1L << 32;

    private final LibTorch library = LibTorch.get();
    private final boolean before = library.isTf32Allowed();

    @AfterEach
    void restore() {
        library.setTf32(before);
    }

    @Test
    void tf32_isNotAllowedByDefault() throws Throwable {
        assumeTrue(System.getenv(CudaArithmetic.ALLOW_TF32_VARIABLE) == null, "the environment sets TF32");
        assertThat(library.isTf32Allowed()).isFalse();
        assertThat(allowsTf32InProducts()).isFalse();
        assertThat(allowsTf32InConvolutions()).isFalse();
    }

    @Test
    void setTf32_appliesToProductsAndConvolutions() throws Throwable {
        library.setTf32(true);
        assertThat(library.isTf32Allowed()).isTrue();
        assertThat(allowsTf32InProducts()).isTrue();
        assertThat(allowsTf32InConvolutions()).isTrue();

        library.setTf32(false);
        assertThat(library.isTf32Allowed()).isFalse();
        assertThat(allowsTf32InProducts()).isFalse();
        assertThat(allowsTf32InConvolutions()).isFalse();
    }

    @Test
    void isTf32Allowed_isDecidedByTheVariableOfPyTorch() {
        assertThat(CudaArithmetic.isTf32Allowed(Map.of())).isFalse();
        assertThat(CudaArithmetic.isTf32Allowed(Map.of(CudaArithmetic.ALLOW_TF32_VARIABLE, "0")))
                .isFalse();
        assertThat(CudaArithmetic.isTf32Allowed(Map.of(CudaArithmetic.ALLOW_TF32_VARIABLE, "1")))
                .isTrue();
    }

    @Test
    void convolutions_areDeterministicByDefault() throws Throwable {
        assertThat(setting("_ZNK2at7Context18deterministicCuDNNEv")).isTrue();
    }

    @Test
    void setIfAbsent_keepsAValueThatIsThere() throws Throwable {
        NativeEnvironment.setIfAbsent("WGAN_TEST_VARIABLE", "first");
        NativeEnvironment.setIfAbsent("WGAN_TEST_VARIABLE", "second");
        assertThat(variable("WGAN_TEST_VARIABLE")).isEqualTo("first");
    }

    @Test
    void cublas_hasAWorkspaceOfItsOwn() throws Throwable {
        assumeTrue(System.getenv("CUBLAS_WORKSPACE_CONFIG") == null, "the environment sets another");
        assertThat(variable("CUBLAS_WORKSPACE_CONFIG")).isEqualTo(":4096:8");
    }

    /** With TF32, each factor would have an error of up to 2⁻¹¹, and 1/3 has one of 2⁻¹². */
    @OnEachDevice
    void products_haveThePrecisionOfF32(Device device) {
        float third = 1 / 3.0f;
        try (var scope = TensorScope.open()) {
            Tensor matrix = Tensor.full(third, DType.F32, device, 64, 64);
            assertThat(matrix.matmul(matrix).toFloatArray()[0]).isCloseTo(64 * third * third, within(1e-5f));

            Tensor images = Tensor.full(third, DType.F32, device, 8, 16, 14, 14);
            Tensor weight = Tensor.full(third, DType.F32, device, 32, 16, 2, 2);
            Tensor convolved = Convolutions.convolution(images, weight, null, new Convolutions.Geometry(2, 0, false));
            assertThat(convolved.toFloatArray()[0]).isCloseTo(64 * third * third, within(1e-5f));
        }
    }

    private static boolean allowsTf32InProducts() throws Throwable {
        return setting("_ZNK2at7Context15allowTF32CuBLASEv");
    }

    /** Calls {@code at::Context::allowTF32CuDNN(std::optional<Float32Op>)}, as a convolution does. */
    private static boolean allowsTf32InConvolutions() throws Throwable {
        return (boolean) Linker.nativeLinker()
                .downcallHandle(
                        function("_ZNK2at7Context14allowTF32CuDNNESt8optionalINS_9Float32OpEE"),
                        FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_LONG))
                .invokeExact(LibTorchC._ZN2at13globalContextEv(), PRESENT | CONVOLUTION);
    }

    private static boolean setting(String getter) throws Throwable {
        return (boolean) Linker.nativeLinker()
                .downcallHandle(function(getter), FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS))
                .invokeExact(LibTorchC._ZN2at13globalContextEv());
    }

    private static MemorySegment function(String name) {
        SymbolLookup core = SymbolLookup.libraryLookup(
                LibTorch.get().directory().resolve(Installation.coreLibrary()), Arena.global());
        return core.find(name).orElseThrow();
    }

    private static String variable(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().find("getenv").orElseThrow(),
                            FunctionDescriptor.of(ADDRESS, ADDRESS))
                    .invokeExact(CString.of(name, arena));
            return CString.read(value);
        }
    }
}
