/**
 * The training loop and what hangs on it.
 *
 * <p>The loop tells {@link wgan.train.TrainingListener}s how a run goes; the console line, the progress bar,
 * TensorBoard, the metrics and the images of each epoch are such listeners, and a caller may add its own. What a run
 * writes lies in a {@link wgan.train.RunDirectory}.
 */
@org.jspecify.annotations.NullMarked
module wgan.train {
    requires transitive wgan.model; // a caller hands us the networks
    requires transitive wgan.data; // and the images

    // The formats and the terminal: no type of theirs is in our API.
    requires com.google.protobuf;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    // wgan.train.events and the messages generated below it stay inside.
    exports wgan.train;
}
