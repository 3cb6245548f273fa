package wgan.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import wgan.torch.Tensor;

/**
 * Fails every test, and every test class, that ends with another number of open tensors than it started with.
 *
 * <p>JUnit registers it automatically where the test-jar of wgan.torch is on the class path. In the tests of wgan.torch
 * itself it is part of a named module and not visible as a service, so each test class names it with {@code @ExtendWith}.
 *
 * <p>The count is that of the process, so tests must not run in parallel in one process.
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
        // A class and its tests have different contexts, each with its own store.
        context.getStore(NAMESPACE).put(BEFORE, Tensor.liveCount());
    }

    private static void compare(ExtensionContext context) {
        long before = context.getStore(NAMESPACE).get(BEFORE, Long.class);
        long after = Tensor.liveCount();
        if (after != before) {
            throw new AssertionError(context.getDisplayName() + " ended with " + after + " live tensors, expected "
                    + before + " as before it; close the tensors that it creates, or create them in a TensorScope");
        }
    }
}
