package wgan.explore;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import wgan.image.ImageShape;
import wgan.model.Generator;

/**
 * Draws views with the generator, all on one thread: libtorch then has the processors for one view at a time, and a generator that
 * was replaced can be closed between two views. Thread-safe; lives until it is closed.
 */
final class Renderer implements AutoCloseable {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("wgan-explore-renderer").daemon().factory();

    private final GeneratorSource source;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(THREADS);

    /** The generator of a moment. */
    record Model(int latentDim, ImageShape imageShape, String device) {}

    /** Draws with the generator of a source, which is closed with this. */
    Renderer(GeneratorSource source) {
        this.source = source;
    }

    /** A view's images, from its latent vectors. */
    static final class Picture {
        private final float[] latents;
        private final int latentDim;
        private final float[] images;
        private final ImageShape imageShape;

        private Picture(float[] latents, int latentDim, float[] images, ImageShape imageShape) {
            this.latents = latents;
            this.latentDim = latentDim;
            this.images = images;
            this.imageShape = imageShape;
        }

        /** Returns the latent vectors, one after the other. */
        float[] latents() {
            return latents;
        }

        /** Returns L. */
        int latentDim() {
            return latentDim;
        }

        /** Returns the images, as of {@link Generator#sample}. */
        float[] images() {
            return images;
        }

        /** Returns the shape of every image. */
        ImageShape imageShape() {
            return imageShape;
        }
    }

    /**
     * Draws a view.
     *
     * @throws RequestException if the view does not fit the generator, or there is no generator yet
     */
    Picture render(View view) {
        return call(() -> {
            source.refresh();
            Generator generator = source.current();
            float[] latents = view.latents(generator.latentDim());
            return new Picture(latents, generator.latentDim(), generator.sample(latents), generator.imageShape());
        });
    }

    /**
     * Returns the generator's properties.
     *
     * @throws RequestException if there is no generator yet
     */
    Model model() {
        return call(() -> {
            source.refresh();
            Generator generator = source.current();
            return new Model(
                    generator.latentDim(),
                    generator.imageShape(),
                    generator.device().toString());
        });
    }

    /** Returns a number that changes with the generator; 0 if there is none yet. */
    int version() {
        return call(() -> {
            source.refresh();
            return source.version();
        });
    }

    private <T> T call(Supplier<T> task) {
        try {
            Future<T> result = thread.submit(task::get);
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("explore: the renderer failed", e.getCause());
        } catch (RejectedExecutionException e) {
            throw new RequestException(503, "the server is closing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestException(503, "the server is closing");
        }
    }

    /** Waits for the views that are being drawn, and closes the source. */
    @Override
    public void close() {
        thread.execute(source::close);
        thread.close();
    }
}
