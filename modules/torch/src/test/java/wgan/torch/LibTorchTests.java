package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class LibTorchTests {
    private final LibTorch library = LibTorch.get();

    @Test
    void get_returnsTheSameEveryTime() {
        assertThat(LibTorch.get()).isSameAs(library);
    }

    @Test
    void version_isOneThatTheBindingSupports() {
        assertThat(library.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Version.parse(library.version())).isGreaterThanOrEqualTo(Version.parse("2.10.0"));
    }

    @Test
    void directory_holdsTheLibraries() {
        assertThat(library.source()).isNotBlank();
        assertThat(library.directory().resolve(Installation.coreLibrary())).matches(Files::isRegularFile);
    }

    @Test
    void setThreads_rejectsANumberOutsideItsRange() {
        int before = library.threads();
        for (int threads : new int[] {0, -1, LibTorch.MAX_THREADS + 1}) {
            assertThatThrownBy(() -> library.setThreads(threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("threads is " + threads + ", expected 1 to 1024");
        }
        assertThat(library.threads()).isEqualTo(before);
    }

    @Test
    void cudaProblem_isPresentExactlyWithoutGpu() {
        assertThat(library.cudaProblem().isEmpty()).isEqualTo(library.gpuCount() > 0);
    }

    @Test
    void hasNativeBf16_requiresAProcessorThatHasIt_orAPresentGpu() {
        if (library.hasNativeBf16(Device.CPU)) {
            assertThat(Processor.hasBf16()).isTrue();
        }
        assertThat(library.hasNativeBf16(Device.cuda(library.gpuCount()))).isFalse();
    }

    @Test
    void require_acceptsPresentDevices() {
        assertThatCode(() -> library.require(Device.CPU)).doesNotThrowAnyException();
        for (int index = 0; index < library.gpuCount(); index++) {
            Device gpu = Device.cuda(index);
            assertThatCode(() -> library.require(gpu)).doesNotThrowAnyException();
        }
    }

    @Test
    void require_refusesAnotherDevice_withTheReason() {
        Device missing = Device.cuda(library.gpuCount());
        assertThatThrownBy(() -> library.require(missing))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageMatching("device cuda:\\d+ is not available: .+")
                .hasMessageEndingWith(library.cudaProblem().orElse("counted from 0"));
    }
}
