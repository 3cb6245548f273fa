package wgan.checks.faults;

import java.util.Locale;

/**
 * A call that changes a file and fails.
 *
 * @param place the operation and the file
 * @param number of the call among those of the place, counted from 1
 * @param action what happens instead
 */
record Fault(Place place, int number, Action action) {
    /** The actions of the library; see {@code faults.c}. */
    enum Action {
        KILL("is killed in"),
        SHORT("writes half in"),
        EIO("has EIO in"),
        ENOSPC("has ENOSPC from"),
        EROFS("has EROFS from"),
        ENOLCK("has ENOLCK from");

        private final String words;

        Action(String words) {
            this.words = words;
        }
    }

    /** Returns the plan of the library for a life that has this fault. */
    String plan(long life) {
        return life + " " + action.name().toLowerCase(Locale.ROOT) + " " + place.operation() + " " + number + " "
                + place.pattern();
    }

    @Override
    public String toString() {
        return action.words + " " + place.operation() + " " + number + " of " + place.file();
    }
}
