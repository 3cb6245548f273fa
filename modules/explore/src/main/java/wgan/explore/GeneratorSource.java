package wgan.explore;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wgan.model.Generator;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** Where the generator comes from. Used by one thread. */
sealed interface GeneratorSource extends AutoCloseable {
    /** Replaces the generator if there is a newer one. */
    void refresh();

    /**
     * Returns the generator, which stays open until the next refresh.
     *
     * @throws RequestException if there is none yet
     */
    Generator current();

    /** Returns a number that changes with the generator; 0 if there is none yet. */
    int version();

    @Override
    void close();

    /** A generator of the caller, who closes it. */
    record Fixed(Generator generator) implements GeneratorSource {
        @Override
        public void refresh() {
            // there is no other one
        }

        @Override
        public Generator current() {
            return generator;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void close() {
            // the caller closes it
        }
    }

    /** A file, which is loaded again when it has changed: a run replaces it after each epoch. */
    final class File implements GeneratorSource {
        private final Path path;
        private final Device device;
        private final Consumer<String> log;
        private @Nullable Identity tried;
        private @Nullable Generator generator;
        private int version;
        private boolean isUnreadable;

        /** What tells one content of a file from the next without reading it. */
        private record Identity(
                long size, FileTime modified, @Nullable Object key) {}

        private File(Path path, Device device, Consumer<String> log) {
            this.path = path;
            this.device = device;
            this.log = log;
        }

        /**
         * Loads the generator of a file, which does not need to exist yet.
         *
         * @param log receives a line if the changed file cannot be loaded; the last generator is then used
         * @throws IOException if the file exists and cannot be loaded
         * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
         */
        static File open(Path path, Device device, Consumer<String> log) throws IOException {
            LibTorch.get().require(device); // also if there is no file yet
            File file = new File(path, device, log);
            try {
                file.load(file.identity());
            } catch (NoSuchFileException notYet) {
                // training will write it
            }
            return file;
        }

        @Override
        public Generator current() {
            if (generator == null) {
                throw new RequestException(
                        503,
                        "there is no generator yet: training writes " + path.getFileName()
                                + " after each epoch, expected the first");
            }
            return generator;
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public void refresh() {
            try {
                Identity identity = identity();
                if (!identity.equals(tried)) {
                    load(identity);
                }
            } catch (NoSuchFileException notYet) {
                // a run that starts over has deleted it
            } catch (FileSystemException e) {
                // Perhaps only for a moment: on Windows, another program may have the file open.
                if (!isUnreadable) {
                    log.accept(e.getMessage() + "; the last generator is used until the file can be read");
                }
                isUnreadable = true;
            } catch (IOException e) {
                log.accept(e.getMessage() + "; the last generator is used until the file changes");
            }
        }

        private Identity identity() throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Identity(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }

        private void load(Identity identity) throws IOException {
            tried = identity; // once, also if it fails
            Generator loaded;
            try {
                loaded = Generator.load(path, device);
            } catch (FileSystemException e) {
                tried = null; // its content was not read
                throw e;
            }
            isUnreadable = false;
            close();
            generator = loaded;
            version++;
        }

        @Override
        public void close() {
            if (generator != null) {
                generator.close();
                generator = null;
            }
        }
    }
}
