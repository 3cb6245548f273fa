package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;

class ListenersTests {

    private static final Progress START = new Progress(0, 1, 0, 1);
    private static final Progress END = new Progress(0, 1, 1, 1);
    private static final Losses LOSSES = new Losses(-0.5, OptionalDouble.empty(), 0.25);
    private static final MeasuredFrechetDistance DISTANCE = new MeasuredFrechetDistance("classifier", 12, 5);
    private static final Samples SAMPLES = new Samples(new float[28 * 28], ImageShape.MNIST);

    private final List<String> received = new ArrayList<>();

    @Test
    void listeners_areNotifiedInOrderAndClosedInReverse() throws IOException {
        try (var listeners = new Listeners(List.of(new Recorder("a"), new Recorder("b")))) {
            listeners.started(START);
            listeners.stepped(END);
            listeners.measured(END, LOSSES);
            listeners.logged(END, LOSSES);
            listeners.sampled(END, SAMPLES);
            listeners.evaluated(END, DISTANCE);
            listeners.epochFinished(END, LOSSES, SAMPLES);
            listeners.checkpointing(END);
            listeners.finished(END);
        }

        assertThat(received)
                .containsExactly(
                        "a started",
                        "b started",
                        "a stepped",
                        "b stepped",
                        "a measured",
                        "b measured",
                        "a logged",
                        "b logged",
                        "a sampled",
                        "b sampled",
                        "a evaluated",
                        "b evaluated",
                        "a epochFinished",
                        "b epochFinished",
                        "a checkpointing",
                        "b checkpointing",
                        "a finished",
                        "b finished",
                        "b closed",
                        "a closed");
    }

    @Test
    void event_stopsAtTheFirstListenerThatThrows() {
        var failure = new IOException("disk full");
        var listeners = new Listeners(List.of(
                new Recorder("a"),
                new TrainingListener() {
                    @Override
                    public void stepped(Progress at) throws IOException {
                        throw failure;
                    }
                },
                new Recorder("c")));

        assertThatThrownBy(() -> listeners.stepped(END)).isSameAs(failure);
        assertThat(received).containsExactly("a stepped");
    }

    @Test
    void close_closesAllAndSuppressesLaterExceptions() {
        var first = new IOException("last listener");
        var second = new UncheckedIOException(new IOException("middle listener"));
        var third = new AssertionError("first listener");
        var listeners = new Listeners(List.of(
                new Recorder("a") {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        throw third;
                    }
                },
                new Recorder("b") {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        throw second;
                    }
                },
                new Recorder("c"),
                new Recorder("d") {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        throw first;
                    }
                }));

        Throwable thrown = catchThrowable(listeners::close);

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second, third);
        assertThat(received).containsExactly("d closed", "c closed", "b closed", "a closed");
    }

    @Test
    void defaults_doNotThrow() {
        assertThatCode(() -> {
                    try (var listener = new TrainingListener() {}) {
                        listener.started(START);
                        listener.stepped(END);
                        listener.measured(END, LOSSES);
                        listener.logged(END, LOSSES);
                        listener.sampled(END, SAMPLES);
                        listener.evaluated(END, DISTANCE);
                        listener.epochFinished(END, LOSSES, SAMPLES);
                        listener.checkpointing(END);
                        listener.finished(END);
                    }
                })
                .doesNotThrowAnyException();
    }

    private class Recorder implements TrainingListener {

        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void started(Progress at) {
            received.add(name + " started");
        }

        @Override
        public void stepped(Progress at) {
            received.add(name + " stepped");
        }

        @Override
        public void logged(Progress at, Losses means) {
            received.add(name + " logged");
        }

        @Override
        public void measured(Progress at, Losses losses) {
            received.add(name + " measured");
        }

        @Override
        public void sampled(Progress at, Samples samples) {
            received.add(name + " sampled");
        }

        @Override
        public void evaluated(Progress at, MeasuredFrechetDistance distance) {
            received.add(name + " evaluated");
        }

        @Override
        public void epochFinished(Progress at, Losses means, Samples samples) {
            received.add(name + " epochFinished");
        }

        @Override
        public void checkpointing(Progress at) {
            received.add(name + " checkpointing");
        }

        @Override
        public void finished(Progress at) {
            received.add(name + " finished");
        }

        @Override
        public void close() throws IOException {
            received.add(name + " closed");
        }
    }
}
