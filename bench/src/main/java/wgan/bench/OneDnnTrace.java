package wgan.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The primitives that oneDNN executed in an iteration, from the lines that it prints with {@code ONEDNN_VERBOSE=1}:
 *
 * <pre>onednn_verbose,v1,primitive,exec,cpu,inner_product,brgemm:avx512_core_bf16,forward,src:bf16…,,,mb128ic1024oc6272,2.37</pre>
 *
 * @param executions in the order of execution
 */
record OneDnnTrace(List<Execution> executions) {
    private static final String EXECUTION = "exec";

    /**
     * One execution of a primitive.
     *
     * @param primitive its kind, direction and shape
     * @param milliseconds its time
     */
    record Execution(String primitive, double milliseconds) {}

    /**
     * Splits the output of a traced peer at its {@linkplain Protocol#MARK marks}.
     *
     * @return a trace for each iteration but the first, which is not timed either
     */
    static List<OneDnnTrace> iterations(List<String> lines) {
        List<OneDnnTrace> iterations = new ArrayList<>();
        List<Execution> executions = new ArrayList<>();
        for (String line : lines) {
            if (line.equals(Protocol.MARK)) {
                iterations.add(new OneDnnTrace(List.copyOf(executions)));
                executions.clear();
            } else {
                List<String> fields = Arrays.asList(line.split(",", -1));
                int start = fields.indexOf(EXECUTION);
                if (start >= 0) {
                    executions.add(execution(fields, start));
                }
            }
        }
        return iterations.isEmpty() ? List.of() : List.copyOf(iterations.subList(1, iterations.size()));
    }

    /** Reads the fields after {@code exec}: engine, kind, implementation, direction, …, shape, milliseconds. */
    private static Execution execution(List<String> fields, int start) {
        int last = fields.size() - 1;
        String primitive = String.join(" ", fields.get(start + 2), fields.get(start + 4), fields.get(last - 1));
        return new Execution(primitive, Double.parseDouble(fields.get(last)));
    }

    /** Returns the milliseconds of all executions. */
    double milliseconds() {
        return executions.stream().mapToDouble(Execution::milliseconds).sum();
    }
}
