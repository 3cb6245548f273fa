package wgan.data.images;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import wgan.data.LimitedInputStream;

/**
 * The limits on what files can make this package read, so that a small hostile file takes neither all memory nor all of a disk.
 *
 * @param fileBytes the size of one image file, or entry of an archive
 * @param pixels of one image file
 * @param elementsOfArrayImage the bytes of one image in a file of many
 * @param files in a folder or an archive
 * @param images in a file of many
 * @param expandedBase the decompressed size that an archive of any size may have, in bytes
 * @param expandedRatio what the size of an archive, times this, adds to {@code expandedBase}
 */
record Limits(
        long fileBytes,
        long pixels,
        int elementsOfArrayImage,
        int files,
        int images,
        long expandedBase,
        int expandedRatio) {

    static final Limits DEFAULT = new Limits(256L << 20, 64L << 20, 16 << 20, 5_000_000, 50_000_000, 1L << 30, 100);

    /**
     * Returns a stream that fails when an archive decompresses to more than its limit.
     *
     * @param limit as {@link #expanded} returned it
     * @param passed the count of all streams of this archive
     */
    static InputStream expanding(InputStream in, Path archive, long limit, AtomicLong passed) {
        return new LimitedInputStream(
                in,
                limit,
                passed,
                "%s: has more than %d bytes when it is decompressed; decompress it, and name what it contains"
                        .formatted(archive, limit));
    }

    /** Returns the largest decompressed size of an archive of a size. Images compress by far less. */
    long expanded(long archiveBytes) {
        return expandedBase + expandedRatio * archiveBytes;
    }
}
