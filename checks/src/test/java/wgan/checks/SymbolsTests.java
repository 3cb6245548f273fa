package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import org.junit.jupiter.api.Test;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/** Tests how the generated calls of libtorch find their functions, with libraries other than libtorch. */
class SymbolsTests {

    /** There is one test only, because a process sets its libraries once. */
    @Test
    void has_looksUpInTheLibrariesThatAreSetOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Symbols.has("malloc"))
                .withMessageContaining("before the first call");

        SymbolLookup cLibrary = Linker.nativeLinker().defaultLookup();
        Symbols.use(cLibrary);

        assertThat(Symbols.has("malloc")).isTrue();
        assertThat(Symbols.has("torch_call_dispatcher")).isFalse();
        assertThatThrownBy(LibTorchC::aoti_torch_abi_version)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("the loaded libtorch has no function aoti_torch_abi_version");
        assertThatIllegalStateException()
                .isThrownBy(() -> Symbols.use(cLibrary))
                .withMessageContaining("already");
    }
}
