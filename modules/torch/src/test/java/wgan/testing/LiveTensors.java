package wgan.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import wgan.torch.Tensor;

/**
 * Fails every test, and every test class, that ends with more open tensors than it began with.
 *
 * <p>JUnit finds it by itself wherever the test-jar of wgan.torch is on the class path. In the tests of wgan.torch
 * itself, where it is part of a named module and so invisible as a service, each class names it with
 * {@code @ExtendWith}.
 *
 * <p>The count is the process's: tests that run in parallel cannot be watched.
 */
public final class LiveTensors implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(LiveTensors.class);
    private static final String BEFORE = "live tensors before";

    @Override
    public void beforeAll(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        compare(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        compare(context);
    }

    private static void remember(ExtensionContext context) {
        // A class's and its tests' contexts are different ones, each with a store of its own.
        context.getStore(NAMESPACE).put(BEFORE, Tensor.liveCount());
    }

    private static void compare(ExtensionContext context) {
        long before = context.getStore(NAMESPACE).get(BEFORE, Long.class);
        long after = Tensor.liveCount();
        if (after != before) {
            throw new AssertionError(context.getDisplayName() + " ended with " + after + " live tensors, expected "
                    + before + " as before it; close what it made, or make it in a TensorScope");
        }
    }
}
