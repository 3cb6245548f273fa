package wgan.data.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wgan.data.ClassNames;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.image.ImageShape;

/**
 * Reads files of many images: IDX, CIFAR and NumPy. The order of the images is that in the files.
 *
 * @param format in words
 * @param parts the files of each part, in their order
 * @param classNames empty if the classes have no names
 * @param stamp lines that change when the content of a file changes
 */
record ArrayReader(
        Path location, String format, Map<Split, List<ArrayFile>> parts, List<String> classNames, List<String> stamp)
        implements ImageReader {

    @Override
    public ImageSurvey survey(TransferListener listener) throws IOException {
        Map<Split, int[]> labels = new EnumMap<>(Split.class);
        int classes = parts.values().stream()
                .flatMap(List::stream)
                .mapToInt(file -> file.layout().classes())
                .reduce(classNames.size(), Math::max);
        for (Map.Entry<Split, List<ArrayFile>> part : parts.entrySet()) {
            int[] counts = new int[256];
            for (ArrayFile file : part.getValue()) {
                count(file, counts);
            }
            labels.put(part.getKey(), counts);
            for (int label = 0; label < counts.length; label++) {
                classes = counts[label] > 0 ? Math.max(classes, label + 1) : classes;
            }
        }
        Map<Split, ImageSurvey.Part> surveyed = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<ArrayFile>> part : parts.entrySet()) {
            int[] counts = Arrays.copyOf(labels.get(part.getKey()), classes);
            List<Integer> byClass = Arrays.stream(counts).boxed().toList();
            surveyed.put(part.getKey(), part(part.getValue(), byClass));
        }
        List<String> names = classNames.isEmpty() ? ClassNames.numbers(classes) : classNames;
        return new ImageSurvey(location, format, surveyed, names, 0, List.of(), Optional.empty(), Optional.empty());
    }

    private static ImageSurvey.Part part(List<ArrayFile> files, List<Integer> byClass) {
        Map<String, Integer> sizes = new TreeMap<>();
        int images = 0;
        int color = 0;
        for (ArrayFile file : files) {
            images += file.count();
            color += file.layout().channels() == ImageShape.RGB ? file.count() : 0;
            sizes.merge(file.layout().height() + "x" + file.layout().width(), file.count(), Integer::sum);
        }
        return new ImageSurvey.Part(images, byClass, ImageSurvey.byCount(sizes), color);
    }

    /** Counts the images of each class. */
    private static void count(ArrayFile file, int[] counts) throws IOException {
        for (byte label : file.labels()) {
            counts[Byte.toUnsignedInt(label)]++;
        }
        if (file.layout().labelBytes() > 0) {
            try (ArrayFile.Records records = new ArrayFile.Records(file)) {
                while (records.hasNext()) {
                    counts[records.label(records.next())]++;
                }
                records.requireEnd();
            }
        }
    }

    @Override
    public void read(Split split, ImageConversion conversion, ParallelJobs.Results<Result> results) throws IOException {
        try (Images images = new Images(new ArrayDeque<>(parts.get(split)), conversion)) {
            ParallelJobs.run(images, results);
        }
    }

    /** The images of several files, one after the other. */
    private static final class Images implements ParallelJobs.Jobs<Result>, AutoCloseable {
        private final Deque<ArrayFile> files;
        private final ImageConversion conversion;
        private Optional<ArrayFile.Records> current = Optional.empty();

        Images(Deque<ArrayFile> files, ImageConversion conversion) {
            this.files = files;
            this.conversion = conversion;
        }

        @Override
        public Optional<ParallelJobs.Job<Result>> next() throws IOException {
            while (!files.isEmpty()) {
                if (current.isEmpty()) {
                    current = Optional.of(new ArrayFile.Records(files.getFirst()));
                }
                ArrayFile.Records records = current.get();
                if (records.hasNext()) {
                    byte[] bytes = records.next();
                    return Optional.of(new Conversion(files.getFirst(), bytes, records.label(bytes), conversion));
                }
                records.requireEnd();
                close();
                files.removeFirst();
            }
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            if (current.isPresent()) {
                ArrayFile.Records records = current.get();
                current = Optional.empty();
                records.close();
            }
        }
    }

    /** The conversion of one image. */
    private static final class Conversion implements ParallelJobs.Job<Result> {
        private final ArrayFile file;
        private final byte[] record;
        private final int label;
        private final ImageConversion conversion;

        Conversion(ArrayFile file, byte[] record, int label, ImageConversion conversion) {
            this.file = file;
            this.record = record;
            this.label = label;
            this.conversion = conversion;
        }

        @Override
        public long bytes() {
            return 3L * record.length;
        }

        @Override
        public Result run() throws IOException {
            return new Result(
                    file.name(), label, conversion.convert(file.layout().image(record)), "");
        }
    }
}
