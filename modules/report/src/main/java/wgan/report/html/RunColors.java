package wgan.report.html;

import wgan.report.analysis.LabeledRun;

/** The color of each run, the same in all charts. */
final class RunColors {
    /** The style sheet has {@code hue0} to {@code hue5}. */
    private static final int COUNT = 6;

    private RunColors() {}

    /** Returns the class of the style sheet that has the color. */
    static String of(LabeledRun run) {
        return "hue" + run.number() % COUNT;
    }
}
