package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.train.Rules.CriticBatches;
import wgan.train.Schedule.Turn;

class ScheduleTests {

    private static final int EPOCHS = 30;

    @Test
    void sameBatches_giveBothNetworksATurnOnEach() {
        assertThat(turns(rules(5, CriticBatches.SAME, false), 2, 3)).containsOnly(new Turn(5, true, false));
    }

    @Test
    void freshBatches_giveTheGeneratorATurnAfterSeveralAndAtTheEndOfAnEpoch() {
        assertThat(turns(rules(3, CriticBatches.FRESH, false), 2, 8))
                .extracting(Turn::generatorFollows)
                .containsExactly(
                        false, false, true, false, false, true, false, true, false, false, true, false, false, true,
                        false, true);
    }

    @Test
    void measured_onSameBatches_isEveryTenthStepOfTheRun() {
        assertThat(measured(turns(rules(5, CriticBatches.SAME, false), 3, 14))).containsExactly(10, 20, 30, 40);
    }

    @Test
    void measured_onFreshBatches_isTheGeneratorsNextTurnFromThereOn() {
        // Its turns are at every fourth step of an epoch, and at its last.
        assertThat(measured(turns(rules(4, CriticBatches.FRESH, false), 3, 14))).containsExactly(12, 22, 32, 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 100})
    void measured_onFreshBatches_isAboutAsOftenInEachEpoch(int criticSteps) {
        List<Integer> measured = measured(turns(rules(criticSteps, CriticBatches.FRESH, false), 10, 469));
        for (int epoch = 0; epoch < 10; epoch++) {
            int begin = epoch * 469;
            assertThat(measured)
                    .filteredOn(iteration -> iteration > begin && iteration <= begin + 469)
                    .as("epoch %d", epoch)
                    .hasSizeBetween(criticSteps < 10 ? 45 : 5, 48);
        }
    }

    /** The iterations, counted from 1, whose losses are told. */
    private static List<Integer> measured(List<Turn> turns) {
        return IntStream.rangeClosed(1, turns.size())
                .filter(iteration -> turns.get(iteration - 1).measured())
                .boxed()
                .toList();
    }

    @Test
    void warmup_isThatOfTheAuthorsCode() {
        List<Turn> turns = turns(rules(5, CriticBatches.SAME, true), 1, 1002);
        for (int generatorUpdates = 0; generatorUpdates < turns.size(); generatorUpdates++) {
            boolean warm = generatorUpdates < 25 || generatorUpdates == 500 || generatorUpdates == 1000;
            assertThat(turns.get(generatorUpdates))
                    .as("after %d updates of the generator", generatorUpdates)
                    .extracting(Turn::criticUpdates, Turn::generatorFollows)
                    .containsExactly(warm ? 100 : 5, true);
        }
    }

    @Test
    void warmup_onFreshBatches_takesAHundredOfThem() {
        List<Turn> turns = turns(rules(5, CriticBatches.FRESH, true), 1, 2600);
        assertThat(turns).extracting(Turn::criticUpdates).containsOnly(1);
        for (int batches = 1; batches <= turns.size(); batches++) {
            boolean expected = batches <= 2500 ? batches % 100 == 0 : batches % 5 == 0;
            assertThat(turns.get(batches - 1).generatorFollows())
                    .as("after %d batches", batches)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "after epoch {0}, step {1}")
    @CsvSource({"0, 0", "0, 3", "0, 7", "2, 0", "2, 5", "2, 6", "3, 1", "4, 7"})
    void scheduleOfAPlace_goesOnAsIfItHadComeThere(int epoch, int step) {
        int steps = 7;
        for (CriticBatches batches : CriticBatches.values()) {
            for (boolean warmup : new boolean[] {false, true}) {
                Rules rules = rules(2, batches, warmup);
                Schedule passed = new Schedule(rules);
                long critic = 0;
                long generator = 0;
                for (int done = 0; done < epoch * steps + step; done++) {
                    Turn turn = passed.next(new Progress(done / steps, EPOCHS, done % steps, steps));
                    if (done / steps == epoch) {
                        critic += turn.criticUpdates();
                        generator += turn.generatorFollows() ? 1 : 0;
                    }
                }

                Schedule placed = Schedule.at(rules, new Progress(epoch, EPOCHS, step, steps));

                assertThat(placed.criticUpdatesInEpoch()).isEqualTo(critic);
                assertThat(placed.generatorUpdatesInEpoch()).isEqualTo(generator);
                for (int next = epoch * steps + step; next < 12 * steps; next++) {
                    var at = new Progress(next / steps, EPOCHS, next % steps, steps);
                    assertThat(placed.next(at)).as(at.toString()).isEqualTo(passed.next(at));
                }
            }
        }
    }

    private static Rules rules(int criticSteps, CriticBatches batches, boolean warmup) {
        return new Rules(
                ObjectiveName.WGAN, criticSteps, batches, warmup, 0.01, true, null, new LearningRates(5e-5, 5e-5));
    }

    private static List<Turn> turns(Rules rules, int epochs, int steps) {
        Schedule schedule = new Schedule(rules);
        List<Turn> turns = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int step = 0; step < steps; step++) {
                turns.add(schedule.next(new Progress(epoch, epochs, step, steps)));
            }
        }
        return turns;
    }
}
