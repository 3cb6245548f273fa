package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionTests {
    @Test
    void table_alignsNamesLeftAndNumbersRight_andStatesWhyAPeerIsMissing() {
        Map<String, Result> results = Results.iteration();
        results.keySet()
                .retainAll(List.of(IterationPeers.AUTO, IterationPeers.JAVACPP_TUNED, IterationPeers.PYTORCH_COMPILE));
        List<Column> columns = new ArrayList<>(Column.summary("median ms", "%.1f"));
        columns.add(Column.ratio(results, IterationPeers.AUTO));
        columns.add(Column.memory());
        columns.add(Column.heap());
        columns.add(Column.pageFaults());

        assertThat(new Section("iteration", "iteration", results, columns).table())
                .isEqualTo("""
                iteration        median ms    min    max  / auto  peak MiB  heap KiB  faults
                auto                 110.0  100.0  120.0    1.00       600         2     100
                javacpp_tuned        880.0  800.0  900.0    8.00       500         2     100
                pytorch_compile          –      –      –       –         –         –       –
                pytorch_compile is missing: there is no compiler
                """);
    }

    @Test
    void table_withoutAPeer_hasNeitherMemoryNorHeap() {
        Section section = new Section(
                "start",
                "start",
                Map.of("jvm", Result.of(List.of(List.of(40.0, 41.0, 45.0)))),
                List.of(Column.memory(), Column.heap()));
        assertThat(section.table()).isEqualTo("""
                start  peak MiB  heap KiB
                jvm           –         –
                """);
    }
}
