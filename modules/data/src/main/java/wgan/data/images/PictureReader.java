package wgan.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import wgan.data.DataException;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.image.FileKind;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * Reads image files in a folder or an archive.
 *
 * <p>Their order is a fixed permutation of the order of their paths, so that the last sixth is like the rest, and does not depend on the
 * file system.
 */
final class PictureReader implements ImageReader {

    private static final Seed ORDER = new Seed(0);

    /** A file with such a name that is not an image is refused; any other is left out. */
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    private static final int HEADER_BYTES = 1 << 16;

    private final FileSet files;
    private final Limits limits;

    /** What was found; empty until the files are examined. */
    private Optional<Found> found = Optional.empty();

    PictureReader(FileSet files, Limits limits) {
        this.files = files;
        this.limits = limits;
    }

    /**
     * An image file.
     *
     * @param header empty if it is corrupt
     * @param problem why it is corrupt; empty if it is not
     */
    private record Picture(FileSet.Entry entry, Optional<ImageHeader> header, String problem) {}

    private record Found(List<Picture> pictures, ImageTree tree, int ignored) {}

    @Override
    public Path location() {
        return files.location();
    }

    @Override
    public List<String> stamp() {
        return files.entries().stream()
                .map(entry -> entry.path() + "\0" + entry.size() + "\0" + entry.stamp())
                .toList();
    }

    private Found found(TransferListener listener) throws IOException {
        if (found.isEmpty()) {
            found = Optional.of(examine(listener));
        }
        return found.get();
    }

    /** Reads the header of every file. */
    private Found examine(TransferListener listener) throws IOException {
        List<FileSet.Entry> entries = files.entries();
        List<Picture> pictures = new ArrayList<>();
        int[] done = new int[1];
        listener.started("examining " + location(), entries.size(), TransferListener.Unit.IMAGES);
        try (FileSet.Content content = files.content()) {
            Iterator<FileSet.Entry> next = entries.iterator();
            ParallelJobs.<Optional<Picture>>run(
                    () -> next.hasNext() ? Optional.of(new Examination(next.next(), content)) : Optional.empty(),
                    picture -> {
                        picture.ifPresent(pictures::add);
                        listener.progressed(++done[0]);
                    });
        } finally {
            listener.ended();
        }
        if (pictures.isEmpty()) {
            throw new DataException(
                    "%s: has no PNG, JPEG, BMP or GIF images among its %d files; name a folder or archive of images"
                            .formatted(location(), entries.size() + files.hidden()));
        }
        List<String> paths =
                pictures.stream().map(picture -> picture.entry().path()).toList();
        ImageTree tree = ImageTree.of(location().toString(), paths);
        int ignored = files.hidden() + entries.size() - pictures.size() + tree.leftOut();
        return new Found(pictures, tree, ignored);
    }

    /** The reading of a header. */
    private final class Examination implements ParallelJobs.Job<Optional<Picture>> {
        private final FileSet.Entry entry;
        private final FileSet.Content content;

        Examination(FileSet.Entry entry, FileSet.Content content) {
            this.entry = entry;
            this.content = content;
        }

        @Override
        public long bytes() {
            return HEADER_BYTES;
        }

        @Override
        public Optional<Picture> run() throws IOException {
            try (InputStream in = content.open(entry)) {
                byte[] head = in.readNBytes(FileKind.HEAD_BYTES);
                if (!SourceKinds.isImage(FileKind.of(head)) && !EXTENSIONS.contains(extension(entry.name()))) {
                    return Optional.empty();
                }
                return Optional.of(new Picture(entry, Optional.of(ImageHeader.read(head, in, limits)), ""));
            } catch (BadImageException e) {
                return Optional.of(new Picture(entry, Optional.empty(), e.getMessage()));
            } catch (DataException e) {
                throw e;
            } catch (IOException e) {
                return Optional.of(new Picture(entry, Optional.empty(), unreadable(e)));
            }
        }
    }

    private static String unreadable(IOException e) {
        return "cannot be read (" + Names.shown(DataException.describe(e)) + "); fetch or copy it again";
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public ImageSurvey survey(TransferListener listener) throws IOException {
        Found all = found(listener);
        Map<Split, ImageSurvey.Part> parts = new EnumMap<>(Split.class);
        List<String> corrupt = new ArrayList<>();
        for (Map.Entry<Split, List<ImageTree.Image>> part : all.tree.parts().entrySet()) {
            int[] counts = new int[all.tree.classNames().size()];
            Map<String, Integer> sizes = new TreeMap<>();
            int images = 0;
            int color = 0;
            for (ImageTree.Image image : part.getValue()) {
                Picture picture = all.pictures.get(image.index());
                if (picture.header().isEmpty()) {
                    corrupt.add(files.shown(picture.entry()) + ": " + picture.problem());
                    continue;
                }
                ImageHeader header = picture.header().get();
                images++;
                color += header.isColor() ? 1 : 0;
                sizes.merge(header.uprightHeight() + "x" + header.uprightWidth(), 1, Integer::sum);
                if (image.label() >= 0) {
                    counts[image.label()]++;
                }
            }
            List<Integer> byClass = Arrays.stream(counts).boxed().toList();
            parts.put(part.getKey(), new ImageSurvey.Part(images, byClass, ImageSurvey.byCount(sizes), color));
        }
        return new ImageSurvey(
                location(),
                files.noun() + " of images",
                parts,
                all.tree.classNames(),
                all.ignored,
                List.copyOf(corrupt),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void read(Split split, ImageConversion conversion, ParallelJobs.Results<Result> results) throws IOException {
        Found all = found(TransferListener.NONE);
        List<ImageTree.Image> images = all.tree.parts().get(split);
        int[] order = ORDER.stream(Purpose.IMPORT, split == Split.TRAIN ? 0 : 1).permutation(images.size());
        ImageDecoder decoder = new ImageDecoder(
                conversion.shape().channels(), conversion.options().background(), limits);
        try (FileSet.Content content = files.content()) {
            int[] next = new int[1];
            ParallelJobs.<Result>run(
                    () -> next[0] == order.length
                            ? Optional.empty()
                            : Optional.of(new Decoding(
                                    images.get(order[next[0]++]), all.pictures, content, decoder, conversion)),
                    results);
        }
    }

    /** The decoding of one file. */
    private final class Decoding implements ParallelJobs.Job<Result> {
        private final ImageTree.Image image;
        private final Picture picture;
        private final FileSet.Content content;
        private final ImageDecoder decoder;
        private final ImageConversion conversion;

        Decoding(
                ImageTree.Image image,
                List<Picture> pictures,
                FileSet.Content content,
                ImageDecoder decoder,
                ImageConversion conversion) {
            this.image = image;
            this.picture = pictures.get(image.index());
            this.content = content;
            this.decoder = decoder;
            this.conversion = conversion;
        }

        @Override
        public long bytes() {
            long fileBytes = Math.clamp(picture.entry().size(), 0, limits.fileBytes());
            return picture.header()
                    .map(header -> header.decodingBytes(fileBytes))
                    .orElse(0L);
        }

        @Override
        public Result run() throws IOException {
            String name = files.shown(picture.entry());
            if (picture.header().isEmpty()) {
                return new Result(name, image.label(), new byte[0], picture.problem());
            }
            try (InputStream in = content.open(picture.entry())) {
                byte[] file = in.readNBytes((int) limits.fileBytes() + 1);
                if (file.length > limits.fileBytes()) {
                    throw new BadImageException(
                            "has more than %d bytes, expected an image".formatted(limits.fileBytes()));
                }
                return new Result(name, image.label(), conversion.convert(decoder.decode(file)), "");
            } catch (BadImageException e) {
                return new Result(name, image.label(), new byte[0], e.getMessage());
            } catch (DataException e) {
                throw e;
            } catch (IOException e) {
                return new Result(name, image.label(), new byte[0], unreadable(e));
            }
        }
    }
}
