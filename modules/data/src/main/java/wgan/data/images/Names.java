package wgan.data.images;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wgan.image.FileText;

/** The names of files and classes. */
final class Names {

    private Names() {}

    /** Returns a name for a message, without line breaks and other control characters. */
    static String shown(String name) {
        return FileText.shown(name);
    }

    /** Returns whether a part of a path is hidden. */
    static boolean isHidden(String part) {
        return part.startsWith(".") || part.equals("__MACOSX");
    }

    /** Returns the names in the order of class numbers: by number if all are numbers, and by text otherwise. */
    static List<String> sorted(Iterable<String> names) {
        List<String> sorted = new ArrayList<>();
        names.forEach(sorted::add);
        boolean areNumbers = sorted.stream().allMatch(name -> name.matches("[0-9]{1,9}"));
        Comparator<String> byText = Comparator.naturalOrder();
        sorted.sort(
                areNumbers ? Comparator.<String>comparingInt(Integer::parseInt).thenComparing(byText) : byText);
        return List.copyOf(sorted);
    }
}
