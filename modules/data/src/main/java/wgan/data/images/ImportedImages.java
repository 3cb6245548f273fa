package wgan.data.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import wgan.data.DataException;
import wgan.data.TransferListener;
import wgan.image.ImageShape;

/** Writes images as they are decoded, and collects their labels. Used by one thread. */
final class ImportedImages implements ParallelJobs.Results<ImageReader.Result> {

    private final OutputStream out;
    private final boolean skipCorrupt;
    private final TransferListener listener;
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
    private int count;
    private int skipped;
    private String firstSkipped = "";

    ImportedImages(OutputStream out, boolean skipCorrupt, TransferListener listener) {
        this.out = out;
        this.skipCorrupt = skipCorrupt;
        this.listener = listener;
    }

    @Override
    public void accept(ImageReader.Result result) throws IOException {
        if (!result.problem().isEmpty()) {
            String line = ImageFilesSource.shortened(result.name() + ": " + result.problem());
            if (!skipCorrupt) {
                throw new DataException(DataException.Reason.CORRUPT_IMAGE, line);
            }
            skipped++;
            firstSkipped = firstSkipped.isEmpty() ? line : firstSkipped;
            return;
        }
        out.write(result.pixels());
        if (result.label() >= 0) {
            labels.write(result.label());
        }
        count++;
        listener.progressed(count);
    }

    /** Returns what follows the images. */
    CacheFile.Written written(Path path, ImageShape shape, ImageSurvey survey) throws DataException {
        if (count == 0) {
            throw new DataException(
                    DataException.Reason.CORRUPT_IMAGE,
                    "%s: none of its %d images can be decoded; the first: %s".formatted(path, skipped, firstSkipped));
        }
        List<String> names = survey.classNames();
        boolean isLabeled = labels.size() > 0;
        CacheIndex index = new CacheIndex(
                shape,
                count,
                isLabeled ? names.size() : 0,
                isLabeled ? names : List.of(),
                skipped,
                firstSkipped,
                survey.hasTestSet());
        return new CacheFile.Written(index, labels.toByteArray());
    }
}
