package wgan.train;

/**
 * The squared Fréchet distance between the features of generated and of real images, as an evaluation during training measured it.
 *
 * @param features the name of the network whose features these are, in lower case: {@code classifier}, or {@code random} for a network
 *     with random parameters; distances by different features do not compare
 * @param value 0 or more; NaN if the generator outputs NaN
 * @param samples number of generated images that it was computed from
 */
public record MeasuredFrechetDistance(String features, double value, int samples) {

    /** Returns the name in files, such as {@code frechet_classifier_distance}. */
    public String key() {
        return "frechet_" + features + "_distance";
    }

    /** Returns the name in TensorBoard, without an accent, so that a filter typed on any keyboard finds it. */
    String title() {
        return "Frechet " + (features.equals("random") ? "Random-Feature" : "Classifier") + " Distance";
    }
}
