package wgan.data.images;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.data.Split;

/**
 * The parts and classes of images in folders, by their paths.
 *
 * <p>A folder that has nothing but one other folder is entered. Folders {@code train} and {@code test} (or {@code training} and
 * {@code testing}) are the two parts; others beside them are left out. Two or more folders are classes; one is none.
 *
 * @param parts the images of each part, in the order of their paths
 * @param classNames in the order of class numbers; empty without classes
 * @param leftOut the number of images that are in neither part
 */
record ImageTree(Map<Split, List<Image>> parts, List<String> classNames, int leftOut) {

    /**
     * An image in a part.
     *
     * @param index of its path
     * @param label its class number; −1 without classes
     */
    record Image(int index, int label) {}

    private static final String[][] PAIRS = {{"train", "test"}, {"training", "testing"}};
    private static final Set<String> OTHERS = Set.of("val", "valid", "validation", "dev");

    /**
     * Finds the parts and classes.
     *
     * @param where opens the message of the exception
     * @param paths of images, with slashes
     * @throws DataException if images are beside folders of images, or there are too many classes
     */
    static ImageTree of(String where, List<String> paths) throws DataException {
        String prefix = commonFolder("", paths, Set.of());
        Set<String> folders = folders(prefix, paths);
        boolean hasDirect = hasDirect(prefix, paths);
        for (String[] pair : PAIRS) {
            if (!hasDirect && isSplit(folders, pair)) {
                return split(where, prefix, pair, folders.contains(pair[1]), paths);
            }
        }
        return labeled(where, Map.of(Split.TRAIN, prefix), paths);
    }

    private static boolean isSplit(Set<String> folders, String[] pair) {
        return folders.contains(pair[0])
                && (folders.contains(pair[1]) || folders.stream().anyMatch(OTHERS::contains) || folders.size() == 1);
    }

    private static ImageTree split(String where, String prefix, String[] pair, boolean hasTest, List<String> paths)
            throws DataException {
        Map<Split, String> roots = new EnumMap<>(Split.class);
        String train = commonFolder(prefix + pair[0] + "/", paths, Set.of());
        roots.put(Split.TRAIN, train);
        if (hasTest) {
            roots.put(Split.TEST, commonFolder(prefix + pair[1] + "/", paths, folders(train, paths)));
        }
        return labeled(where, roots, paths);
    }

    /**
     * Returns the deepest folder below a folder that has all of its images.
     *
     * @param classes folders that are not entered: a test set can have images of one class only
     */
    private static String commonFolder(String from, List<String> paths, Set<String> classes) {
        String prefix = from;
        while (!hasDirect(prefix, paths)) {
            Set<String> folders = folders(prefix, paths);
            String only = folders.size() == 1 ? folders.iterator().next() : "";
            boolean isPart = only.equals(PAIRS[0][0]) || only.equals(PAIRS[1][0]);
            if (only.isEmpty() || classes.contains(only) || isPart) {
                break;
            }
            prefix += only + "/";
        }
        return prefix;
    }

    private static ImageTree labeled(String where, Map<Split, String> roots, List<String> paths) throws DataException {
        Set<String> classes = new TreeSet<>();
        for (Map.Entry<Split, String> root : roots.entrySet()) {
            Set<String> folders = folders(root.getValue(), paths);
            if (hasDirect(root.getValue(), paths) && !folders.isEmpty()) {
                throw new DataException(
                        "%s: has images in '%s' and in folders beside them, such as '%s'; put all images in folders, one for each class, or all in one"
                                .formatted(
                                        where,
                                        root.getValue().isEmpty() ? "." : Names.shown(root.getValue()),
                                        Names.shown(folders.iterator().next())));
            }
            classes.addAll(folders);
        }
        List<String> names = Names.sorted(classes);
        if (names.size() > Dataset.MAX_CLASSES) {
            throw new DataException(
                    "%s: has %d folders of images, expected at most %d classes; put the images in one folder"
                            .formatted(where, names.size(), Dataset.MAX_CLASSES));
        }
        return new ImageTree(parts(where, roots, names, paths), names, leftOut(roots, paths));
    }

    private static Map<Split, List<Image>> parts(
            String where, Map<Split, String> roots, List<String> names, List<String> paths) throws DataException {
        Map<String, Integer> labels = new HashMap<>();
        names.forEach(name -> labels.put(name, labels.size()));
        Map<Split, List<Image>> parts = new EnumMap<>(Split.class);
        for (Map.Entry<Split, String> root : roots.entrySet()) {
            List<Image> images = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).startsWith(root.getValue())) {
                    String rest = paths.get(i).substring(root.getValue().length());
                    int slash = rest.indexOf('/');
                    if (slash < 0 && !names.isEmpty()) {
                        throw new DataException(
                                "%s: has classes in one of the training set and the test set only; put the images of both in folders of the same names"
                                        .formatted(where));
                    }
                    images.add(new Image(i, slash < 0 ? -1 : labels.get(rest.substring(0, slash))));
                }
            }
            parts.put(root.getKey(), images);
        }
        return parts;
    }

    private static int leftOut(Map<Split, String> roots, List<String> paths) {
        return (int) paths.stream()
                .filter(path -> roots.values().stream().noneMatch(path::startsWith))
                .count();
    }

    private static boolean hasDirect(String prefix, List<String> paths) {
        return paths.stream().anyMatch(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0);
    }

    /** Returns the folders right below a folder. */
    private static Set<String> folders(String prefix, List<String> paths) {
        Set<String> folders = new TreeSet<>();
        for (String path : paths) {
            int slash = path.startsWith(prefix) ? path.indexOf('/', prefix.length()) : -1;
            if (slash >= 0) {
                folders.add(path.substring(prefix.length(), slash));
            }
        }
        return folders;
    }
}
