package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;
import wgan.train.TurnSchedule.Turn;

class TurnScheduleTests {
    @Test
    void sameBatches_updateBothNetworksInEachStep() {
        assertThat(turns(schedule(5, CriticBatches.SAME, Warmup.NONE), 2, 3)).containsOnly(new Turn(5, true, false));
    }

    @Test
    void freshBatches_updateTheGeneratorAfterSeveralStepsAndAtTheEndOfAnEpoch() {
        assertThat(turns(schedule(3, CriticBatches.FRESH, Warmup.NONE), 2, 8))
                .extracting(Turn::updatesGenerator)
                .containsExactly(
                        false, false, true, false, false, true, false, true, false, false, true, false, false, true,
                        false, true);
    }

    @Test
    void measured_onSameBatches_isEveryTenthStepOfTheRun() {
        assertThat(measured(turns(schedule(5, CriticBatches.SAME, Warmup.NONE), 3, 14)))
                .containsExactly(10, 20, 30, 40);
    }

    @Test
    void measured_onFreshBatches_isTheNextStepThatUpdatesTheGenerator() {
        // The generator is updated at every fourth step of an epoch, and at its last.
        assertThat(measured(turns(schedule(4, CriticBatches.FRESH, Warmup.NONE), 3, 14)))
                .containsExactly(12, 22, 32, 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 100})
    void measured_onFreshBatches_isAboutAsOftenInEachEpoch(int criticSteps) {
        List<Integer> measured = measured(turns(schedule(criticSteps, CriticBatches.FRESH, Warmup.NONE), 10, 469));
        for (int epoch = 0; epoch < 10; epoch++) {
            int begin = epoch * 469;
            assertThat(measured)
                    .filteredOn(iteration -> iteration > begin && iteration <= begin + 469)
                    .as("epoch %d", epoch)
                    .hasSizeBetween(criticSteps < 10 ? 45 : 5, 48);
        }
    }

    /** Returns the iterations, counted from 1, whose losses are measured. */
    private static List<Integer> measured(List<Turn> turns) {
        return IntStream.rangeClosed(1, turns.size())
                .filter(iteration -> turns.get(iteration - 1).isMeasured())
                .boxed()
                .toList();
    }

    @Test
    void warmup_isThatOfTheAuthorsCode() {
        List<Turn> turns = turns(schedule(5, CriticBatches.SAME, Warmup.REPEATED), 1, 1002);
        for (int generatorUpdates = 0; generatorUpdates < turns.size(); generatorUpdates++) {
            boolean warm = generatorUpdates < 25 || generatorUpdates == 500 || generatorUpdates == 1000;
            assertThat(turns.get(generatorUpdates))
                    .as("after %d updates of the generator", generatorUpdates)
                    .extracting(Turn::criticUpdates, Turn::updatesGenerator)
                    .containsExactly(warm ? 100 : 5, true);
        }
    }

    @Test
    void initialWarmup_isNotRepeated() {
        List<Turn> turns = turns(schedule(5, CriticBatches.SAME, Warmup.INITIAL), 1, 1002);
        assertThat(turns.subList(0, 25)).extracting(Turn::criticUpdates).containsOnly(100);
        assertThat(turns.subList(25, 1002)).extracting(Turn::criticUpdates).containsOnly(5);
    }

    @Test
    void warmup_onFreshBatches_takesAHundredOfThem() {
        List<Turn> turns = turns(schedule(5, CriticBatches.FRESH, Warmup.REPEATED), 1, 2600);
        assertThat(turns).extracting(Turn::criticUpdates).containsOnly(1);
        for (int batches = 1; batches <= turns.size(); batches++) {
            boolean expected = batches <= 2500 ? batches % 100 == 0 : batches % 5 == 0;
            assertThat(turns.get(batches - 1).updatesGenerator())
                    .as("after %d batches", batches)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void schedule_continuesFromItsState(CriticBatches batches) {
        for (Warmup warmup : Warmup.values()) {
            CriticSchedule critic = schedule(2, batches, warmup);
            var schedule = new TurnSchedule(critic, TurnSchedule.State.INITIAL);
            for (Progress at : places(12, 7)) {
                var resumed = new TurnSchedule(critic, schedule.state());
                assertThat(resumed.next(at)).as(at.toString()).isEqualTo(schedule.next(at));
                assertThat(resumed.state()).isEqualTo(schedule.state());
            }
        }
    }

    private static CriticSchedule schedule(int criticSteps, CriticBatches batches, Warmup warmup) {
        return new CriticSchedule(criticSteps, batches, warmup);
    }

    private static List<Turn> turns(CriticSchedule critic, int epochs, int steps) {
        var schedule = new TurnSchedule(critic, TurnSchedule.State.INITIAL);
        return places(epochs, steps).stream().map(schedule::next).toList();
    }

    /** Returns the progress before each step of a run. */
    private static List<Progress> places(int epochs, int steps) {
        List<Progress> places = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int step = 0; step < steps; step++) {
                places.add(new Progress(epoch, epochs, step, steps));
            }
        }
        return places;
    }
}
