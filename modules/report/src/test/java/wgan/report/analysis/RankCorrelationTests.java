package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTests {

    @Test
    void variablesThatRiseTogether_haveRhoOne_howeverUnevenly() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4}, new double[] {-5, 0, 0.1, 900}))
                .isEqualTo(1);
        assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4}, new double[] {9, 8, 7, -6}))
                .isEqualTo(-1);
    }

    /** Without ties ρ = 1 - 6 Σd² / (n (n² - 1)): here d is 0, 2, 1, 1, 2 and ρ = 1 - 60 / 120. */
    @Test
    void rho_withoutTies_equalsTheFormulaOfRankDifferences() {
        assertThat(RankCorrelation.of(new double[] {10, 20, 30, 40, 50}, new double[] {1, 4, 2, 5, 3}))
                .isCloseTo(0.5, within(1e-12));
    }

    /** Ranks are 1, 2.5, 2.5, 4 and 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5. */
    @Test
    void ties_shareTheirMeanRank() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void variableThatNeverChanges_hasRhoNaN() {
        assertThat(RankCorrelation.of(new double[] {2, 2, 2}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(RankCorrelation.of(new double[] {}, new double[] {})).isNaN();
    }

    @Test
    void unequalLengths_areRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankCorrelation.of(new double[] {1}, new double[] {1, 2}))
                .withMessage("rank correlation: 1 and 2 values, expected as many of both");
    }
}
