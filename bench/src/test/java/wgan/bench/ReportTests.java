package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportTests {
    private static final Machine MACHINE = new Machine("Some Processor", 2, List.of("avx512_bf16"), "Some JVM 25");

    @Test
    void json_hasAllKeysOfTheIteration_nullIfMissing() {
        JsonNode times = json(report(Results.iteration())).path("iteration_ms");
        assertThat(times.propertyNames())
                .containsExactly(
                        "auto",
                        "fp32",
                        "javacpp_tuned",
                        "javacpp_untuned",
                        "pytorch_eager_fp32",
                        "pytorch_tuned_fp32",
                        "pytorch_compile_fp32",
                        "pytorch_autocast",
                        "pytorch_tuned_bf16",
                        "pytorch_compile",
                        "roofline_bf16");
        assertThat(times.path("auto").asDouble()).isEqualTo(110);
        assertThat(times.path("javacpp_untuned").isNull()).isTrue();
        assertThat(times.path("pytorch_compile").isNull()).isTrue();
        assertThat(times.path("roofline_bf16").asDouble())
                .as("the minimum of a roofline")
                .isEqualTo(55);
    }

    @Test
    void json_hasMachineTuningSectionsAndRatios() {
        JsonNode json = json(report(Results.iteration()));
        assertThat(json.at("/machine/processor").asString()).isEqualTo("Some Processor");
        assertThat(json.at("/javacpp_tuning/OMP_NUM_THREADS").asString()).isEqualTo("2");
        assertThat(json.at("/iteration/auto/summary/min").asDouble()).isEqualTo(100);
        assertThat(json.at("/iteration/auto/peak_resident_bytes").asLong()).isEqualTo(600 * Results.MIB);
        assertThat(json.at("/iteration/auto/heap_bytes").asDouble()).isEqualTo(2048);
        assertThat(json.at("/iteration/pytorch_compile/missing").asString()).isEqualTo("there is no compiler");
        assertThat(json.at("/iteration/auto/rounds/0/0").asDouble()).isEqualTo(100);
        assertThat(json.at("/ratios/0/value").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/ratios/0/interval/low").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/goals/0/name").asString()).isEqualTo("bf16: best pytorch / ours");
        assertThat(json.at("/goals/0/verdict").asString()).isEqualTo("met");
    }

    @Test
    void json_withoutAnIteration_hasNulls() {
        JsonNode json = json(new Report(MACHINE, Map.of(), List.of()));
        assertThat(json.path("iteration_ms")).hasSize(11).allMatch(JsonNode::isNull);
        assertThat(json.path("ratios")).allMatch(ratio -> ratio.path("value").isNull());
    }

    @Test
    void text_hasMachineEnginesTablesAndRatios() {
        assertThat(report(Results.iteration()).text())
                .startsWith("Some Processor, 2 core(s), avx512_bf16; Some JVM 25\nauto: some engine\n")
                .contains("\njavacpp_tuned uses {OMP_NUM_THREADS=2}\n")
                .contains("\nthe iteration       median\n")
                .contains("\npytorch_compile is missing: there is no compiler\n")
                .contains("\nfp32: pytorch_eager_fp32 / ours   2.50  2.50 … 2.50\n")
                .contains("\nauto: page faults ");
    }

    @Test
    void text_withoutAnIteration_hasNeitherRatiosNorGoals() {
        Section start = new Section("start", "start", Map.of("jvm", Result.of(List.of(List.of(40.0)))), List.of());
        assertThat(new Report(MACHINE, Map.of(), List.of(start)).text()).endsWith("\nstart\njvm\n");
    }

    @Test
    void misses_ignoresPeersThatWereNotRequested() {
        assertThat(report(Results.iteration()).misses(IterationPeers.OURS)).isFalse();
        assertThat(report(Map.of(IterationPeers.AUTO, Result.missing("it broke")))
                        .misses(IterationPeers.OURS))
                .isTrue();
    }

    private static Report report(Map<String, Result> iteration) {
        Section section = new Section(
                Report.ITERATION,
                "the iteration",
                iteration,
                List.of(Column.ofSummary("median", "%.0f", Summary::median)));
        return new Report(MACHINE, Map.of("OMP_NUM_THREADS", "2"), List.of(section));
    }

    private static JsonNode json(Report report) {
        return Protocol.JSON.readTree(report.json());
    }
}
