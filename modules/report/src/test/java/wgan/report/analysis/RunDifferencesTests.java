package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDifferencesTests {
    @TempDir
    Path directory;

    private FabricatedRun run(String objective) {
        return new FabricatedRun(directory.resolve(objective), objective);
    }

    private static RunDifferences of(FabricatedRun... runs) throws IOException {
        return new RunDifferences(FabricatedRun.labeled(List.of(runs)));
    }

    @Test
    void settings_areSharedOrDiffering() throws IOException {
        RunDifferences differences = of(run("gan"), run("wgan").withDecay(0.5));

        assertThat(differences.shared())
                .containsEntry("batch_size", "60")
                .containsEntry("lr_critic", "0.00005")
                .doesNotContainKeys("objective", "lr_decay");
        assertThat(differences.differing()).containsExactly("lr_decay");
        assertThat(differences.confounding()).isEmpty();
        assertThat(differences.isDoneDifferently()).isFalse();
    }

    @Test
    void settingsOfEveryObjective_areConfoundingIfTheyDiffer() throws IOException {
        assertThat(of(run("gan"), run("wgan").withSeed(3)).confounding()).containsExactly("seed");
    }

    @Test
    void epochsDone_mayDifferEvenIfTheSettingsDoNot() throws IOException {
        FabricatedRun shorter = run("wgan").withEpochsDone(2);

        assertThat(of(run("gan"), shorter).isDoneDifferently()).isTrue();
        assertThat(of(run("gan"), shorter).confounding()).isEmpty();
        assertThat(of(run("gan"), shorter.withEpochsAskedFor(2)).isDoneDifferently())
                .as("the epochs that were asked for differ, too")
                .isFalse();
    }
}
