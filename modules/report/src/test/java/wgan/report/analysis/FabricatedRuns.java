package wgan.report.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several fabricated runs, in directories that are named {@code 0}, {@code 1} …, and the conclusions from them. */
public final class FabricatedRuns {
    private final Path directory;
    private final List<FabricatedRun> runs = new ArrayList<>();

    public FabricatedRuns(Path directory) {
        this.directory = directory;
    }

    /** Adds a run, which the test may change until it asks for the conclusions. */
    public FabricatedRun add(String objective) {
        FabricatedRun run = new FabricatedRun(directory.resolve(Integer.toString(runs.size())), objective);
        runs.add(run);
        return run;
    }

    /** Writes the runs, reads them and compares them. */
    public Conclusions conclusions() throws IOException {
        return new Conclusions(FabricatedRun.labeled(runs), FabricatedRun.REAL);
    }
}
