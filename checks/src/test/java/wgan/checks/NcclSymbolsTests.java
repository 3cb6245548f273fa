package wgan.checks;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import wgan.nccl.ffi.NcclC;
import wgan.nccl.ffi.Symbols;

/** Tests how the generated calls of NCCL find their functions, with a library that has none. */
class NcclSymbolsTests {

    /** There is one test only, because a process sets its library once, and because a call is bound once. */
    @Test
    void functions_areThoseOfTheLibraryThatIsSetOnce() {
        assertThatThrownBy(NcclC::ncclGroupStart)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("no NCCL is loaded, so there is no function ncclGroupStart");

        Symbols.use(name -> Optional.empty());

        assertThatThrownBy(NcclC::ncclGroupEnd)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("the loaded NCCL has no function ncclGroupEnd");
        assertThatIllegalStateException()
                .isThrownBy(() -> Symbols.use(name -> Optional.empty()))
                .withMessageContaining("already");
    }
}
