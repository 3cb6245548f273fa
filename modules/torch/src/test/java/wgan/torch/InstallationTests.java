package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class InstallationTests {
    @TempDir
    private Path directory;

    @Test
    void in_acceptsTheLibraryDirectory() throws IOException {
        Path core = Files.createFile(directory.resolve(Installation.coreLibrary()));
        Installation found = Installation.in(directory, "somebody");
        assertThat(found.directory()).isEqualTo(directory);
        assertThat(found.libraries()).containsExactly(core);
        assertThat(found.source()).isEqualTo("somebody");
    }

    @Test
    void in_acceptsTheParentDirectory() throws IOException {
        Path lib = Files.createDirectory(directory.resolve("lib"));
        Files.createFile(lib.resolve(Installation.coreLibrary()));
        assertThat(Installation.in(directory, "somebody").directory()).isEqualTo(lib);
    }

    @Test
    void in_aMissingDirectory_isRefused() {
        assertRefused(directory.resolve("gone"), "there is nothing");
    }

    @Test
    void in_aFile_isRefused() throws IOException {
        assertRefused(Files.writeString(directory.resolve("libtorch"), "text"), "that is a file");
    }

    @Test
    void in_aDirectoryWithoutLibtorch_isRefused() throws IOException {
        Files.createDirectory(directory.resolve("lib"));
        assertRefused(directory, "there is no " + Installation.coreLibrary() + " in it, nor in its lib directory");
    }

    private static void assertRefused(Path named, String found) {
        assertThatThrownBy(() -> Installation.in(named, "somebody"))
                .isInstanceOf(TorchException.class)
                .hasMessage("somebody names " + named + ", but " + found
                        + "; expected a directory with libtorch 2.10 or later: its lib directory, or the one that holds"
                        + " lib");
    }

    @Test
    void libraries_areLoadedAfterThoseTheyRequire() {
        List<Path> files = List.of(
                Path.of("libtorch_cuda.so"),
                Path.of("libtorch_python.so"),
                Path.of("libtorch.so"),
                Path.of("libtorch_cpu.so"),
                Path.of("libgomp.so.1"),
                Path.of("libc10_cuda.so"),
                Path.of("libc10.so"),
                Path.of("notes.txt"));
        assertThat(Installation.inLoadOrder(files))
                .extracting(Path::toString)
                .containsExactly(
                        "libgomp.so.1",
                        "libc10.so",
                        "libtorch_cpu.so",
                        "libc10_cuda.so",
                        "libtorch_cuda.so",
                        "libtorch.so");
    }

    @Test
    void librariesOfNvidia_areLoadedBeforeThePartsThatRequireThem() {
        List<Path> files = List.of(
                Path.of("libtorch_cuda.so"),
                Path.of("libtorch_cpu.so"),
                Path.of("libcudnn_ops.so.9"),
                Path.of("libcudnn.so.9"),
                Path.of("libcublas.so.13"),
                Path.of("libcublasLt.so.13"),
                Path.of("libcudart.so.13"));
        assertThat(Installation.inLoadOrder(files))
                .extracting(Path::toString)
                .containsExactly(
                        "libcudart.so.13",
                        "libcublasLt.so.13",
                        "libcublas.so.13",
                        "libcudnn.so.9",
                        "libtorch_cpu.so",
                        "libtorch_cuda.so");
    }

    /** On Windows the loader does not search beside a library for those that it requires. */
    @Test
    void librariesOnWindows_areAllLoadedAfterThoseTheyRequire() {
        List<Path> files = List.of(
                Path.of("torch_cpu.dll"),
                Path.of("torch.dll"),
                Path.of("c10.dll"),
                Path.of("torch_python.dll"),
                Path.of("fbgemm.dll"),
                Path.of("asmjit.dll"),
                Path.of("uv.dll"),
                Path.of("libiomp5md.dll"),
                Path.of("libomp140.x86_64.dll"),
                Path.of("vcomp140.dll"),
                Path.of("msvcp140.dll"),
                Path.of("vcruntime140_1.dll"),
                Path.of("vcruntime140.dll"));
        assertThat(Installation.inLoadOrder(files))
                .extracting(Path::toString)
                .containsExactly(
                        "vcruntime140.dll",
                        "vcruntime140_1.dll",
                        "msvcp140.dll",
                        "vcomp140.dll",
                        "libomp140.x86_64.dll",
                        "libiomp5md.dll",
                        "uv.dll",
                        "asmjit.dll",
                        "fbgemm.dll",
                        "c10.dll",
                        "torch_cpu.dll",
                        "torch.dll");
    }

    @Test
    void libraryName_isTheSameOnEveryPlatform() {
        for (String name : List.of("libtorch_cpu.so", "libtorch_cpu.so.2.13", "libtorch_cpu.dylib", "torch_cpu.dll")) {
            assertThat(Installation.libraryName(Path.of(name))).isEqualTo("torch_cpu");
        }
        for (String name : List.of("torch_cpu", "libtorch_cpu.a", "libtorch_cpu.so.debug", ".so", "so")) {
            assertThat(Installation.libraryName(Path.of(name))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cudart64_13.dll, cudart",
        "cublas64_13.dll, cublas",
        "cublasLt64_13.dll, cublasLt",
        "cudnn64_9.dll, cudnn",
        "nvrtc64_130_0.dll, nvrtc",
        "nvJitLink_130_0.dll, nvJitLink",
        "cupti64_2025.3.1.dll, cupti",
        "libomp140.x86_64.dll, omp140",
        "vcruntime140.dll, vcruntime140",
        "vcruntime140_1.dll, vcruntime140_1",
        "libname64_13.so, name64_13"
    })
    void libraryName_hasNoVersion(String file, String name) {
        assertThat(Installation.libraryName(Path.of(file))).isEqualTo(name);
    }

    @Test
    void isNoLibrary_checksTheFirstBytes_ofElfFiles() throws IOException {
        Path text = Files.writeString(directory.resolve("libtext.so.1"), "GROUP ( libtext.so.2 )");
        Path empty = Files.createFile(directory.resolve("libempty.so"));
        Path elf = Files.write(directory.resolve("libelf.so"), new byte[] {0x7f, 'E', 'L', 'F', 2});
        Path other = Files.writeString(directory.resolve("libother.dylib"), "text");
        assertThat(Installation.isNoLibrary(text)).isTrue();
        assertThat(Installation.isNoLibrary(empty)).isTrue();
        assertThat(Installation.isNoLibrary(elf)).isFalse();
        assertThat(Installation.isNoLibrary(other)).isFalse();
        assertThat(Installation.isNoLibrary(directory.resolve("libgone.so"))).isFalse();
    }
}
