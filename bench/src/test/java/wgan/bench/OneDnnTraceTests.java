package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import wgan.bench.OneDnnTrace.Execution;

class OneDnnTraceTests {
    private static final String VERSION = "onednn_verbose,v1,info,oneDNN v3.12.0 (commit 80afa71)";
    private static final String LINEAR = "onednn_verbose,v1,primitive,exec,cpu,inner_product,brg_matmul:avx512_core,"
            + "forward_inference,src:f32::blocked:ab::f0,attr-scratchpad:user,,mb64ic100oc1024,5.5";
    private static final String CONVOLUTION =
            "onednn_verbose,v1,primitive,exec,cpu,convolution,jit_bf16:avx512_core_bf16,"
                    + "backward_weights,src:bf16::blocked:acdb::f0,attr-scratchpad:user,alg:convolution_direct,mb256_ic1oc32,2.25";

    @Test
    void iterations_omitsTheFirst_andAddsTimes() {
        List<OneDnnTrace> iterations = OneDnnTrace.iterations(List.of(
                VERSION, LINEAR, Protocol.MARK, LINEAR, CONVOLUTION, Protocol.MARK, CONVOLUTION, Protocol.MARK));
        assertThat(iterations)
                .containsExactly(
                        new OneDnnTrace(List.of(
                                new Execution("inner_product forward_inference mb64ic100oc1024", 5.5),
                                new Execution("convolution backward_weights mb256_ic1oc32", 2.25))),
                        new OneDnnTrace(List.of(new Execution("convolution backward_weights mb256_ic1oc32", 2.25))));
        assertThat(iterations.getFirst().milliseconds()).isEqualTo(7.75);
    }

    @Test
    void iterations_withoutMarks_areNone() {
        assertThat(OneDnnTrace.iterations(List.of(VERSION, LINEAR))).isEmpty();
        assertThat(OneDnnTrace.iterations(List.of())).isEmpty();
    }
}
