package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class LibraryLoaderTests {
    private static final String ITANIUM_NAME = "_ZN2at15set_num_threadsEi";
    private static final String MSVC_NAME = "?set_num_threads@at@@YAXH@Z";
    private static final MemorySegment FIRST = MemorySegment.ofAddress(16);
    private static final MemorySegment SECOND = MemorySegment.ofAddress(32);

    @Test
    void withMsvcNames_findsAFunctionByEitherName() {
        assertThat(find(Map.of(ITANIUM_NAME, FIRST, MSVC_NAME, SECOND), ITANIUM_NAME))
                .contains(FIRST);
        assertThat(find(Map.of(MSVC_NAME, SECOND), ITANIUM_NAME)).contains(SECOND);
        assertThat(find(Map.of(), ITANIUM_NAME)).isEmpty();
    }

    @Test
    void withMsvcNames_findsCFunctionsAsBefore() {
        assertThat(find(Map.of("malloc", FIRST), "malloc")).contains(FIRST);
        assertThat(find(Map.of(MSVC_NAME, SECOND), "malloc")).isEmpty();
    }

    private static Optional<MemorySegment> find(Map<String, MemorySegment> functions, String name) {
        SymbolLookup libraries = function -> Optional.ofNullable(functions.get(function));
        return LibraryLoader.withMsvcNames(libraries).find(name);
    }
}
