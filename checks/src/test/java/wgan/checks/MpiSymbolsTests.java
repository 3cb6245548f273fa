package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wgan.mpi.ffi.MpiC;
import wgan.mpi.ffi.Symbols;

/** Tests how the generated calls of MPI find their functions, with a library other than MPI. */
class MpiSymbolsTests {

    /** There is one test only, because a process sets its library once, and because a call is bound once. */
    @Test
    void functions_areThoseOfTheLibraryThatIsSetOnce() {
        assertThatThrownBy(MpiC::MPI_Finalize)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("no MPI is loaded, so there is no function MPI_Finalize");
        assertThat(Symbols.address("MPI_Abort")).isEmpty();

        Symbols.use(name ->
                Optional.of(MemorySegment.ofAddress(name.length())).filter(address -> name.equals("MPI_Abort")));

        assertThat(Symbols.address("MPI_Abort")).hasValue("MPI_Abort".length());
        assertThat(Symbols.address("setenv")).as("a function of the C library").isPresent();
        assertThatThrownBy(() -> MpiC.MPI_Barrier(0))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("the loaded MPI has no function MPI_Barrier");
        assertThatIllegalStateException()
                .isThrownBy(() -> Symbols.use(name -> Optional.empty()))
                .withMessageContaining("already");
    }
}
