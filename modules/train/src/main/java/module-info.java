/**
 * Training of GANs.
 *
 * <p>A {@link wgan.train.TrainingRun} trains a generator in a run directory, and resumes there. It puts together a {@link
 * wgan.train.Trainer}, which is the training loop of an {@link wgan.train.Objective}, and {@link wgan.train.TrainingListener}s,
 * which are notified of the events of the run: the console line, the progress bar, TensorBoard, the metrics and the sample images
 * are listeners. Applications can implement objectives, optimizers, learning-rate schedules and listeners of their own.
 */
@org.jspecify.annotations.NullMarked
module wgan.train {
    // The API has types of both: Network, Dataset.
    requires transitive wgan.model;
    requires transitive wgan.data;

    // Files and the terminal; the API has no type of these.
    requires com.google.protobuf;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    // wgan.train.events and the generated protobuf messages are internal.
    exports wgan.train;
}
