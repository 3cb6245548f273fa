package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class NvidiaLibrariesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "libcusparse.so.12",
                "libcublasLt.so.13",
                "libcudnn.so.9",
                "libnvrtc-builtins.so.13.0",
                "libnccl.so.2"
            })
    void remedy_namesTheMissingLibrary(String library) {
        assertThat(NvidiaLibraries.remedy(library + ": cannot open shared object file: No such file or directory"))
                .isEqualTo(
                        "; " + library + " is one of NVIDIA's libraries: install CUDA, cuDNN and NCCL in the versions"
                                + " that this libtorch was built for, and add their directories to LD_LIBRARY_PATH");
    }

    @Test
    void remedy_isEmpty_ifAnotherLibraryIsMissing() {
        assertThat(NvidiaLibraries.remedy("libgomp.so.1: cannot open shared object file: No such file or directory"))
                .isEmpty();
        assertThat(NvidiaLibraries.remedy("it is not a library")).isEmpty();
    }
}
