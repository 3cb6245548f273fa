package wgan.torch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of temporaries: every tensor made while a scope is open is closed when the scope is.
 *
 * <pre>{@code
 * try (var step = TensorScope.open()) {
 *     Tensor score = critic.forward(images);
 *     return mean(score).item();
 * } // score and every temporary behind it are released here
 * }</pre>
 *
 * <p>Scopes nest, and a new tensor belongs to the innermost scope of its thread. A tensor that shall live longer is
 * {@linkplain #promote promoted} to the next outer scope or {@linkplain #removeFromScope detached} from all of them; a tensor
 * made while no scope is open is detached from the start, and whoever made it closes it.
 *
 * <p>A scope and its tensors belong to the thread that opened it; another thread that touches them gets a
 * {@link WrongThreadException}. Detached tensors may be used by every thread.
 */
public final class TensorScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();
    private static final int FIRST_SWEEP = 1024;

    private final Thread owner = Thread.currentThread();
    private final @Nullable TensorScope outer;
    /** Every tensor that ever belonged to this scope, less those found gone by a sweep. */
    private List<Tensor> members = new ArrayList<>();

    private int sweepAt = FIRST_SWEEP;
    private boolean closed;

    private TensorScope(@Nullable TensorScope outer) {
        this.outer = outer;
    }

    /** Opens a scope inside the innermost one of this thread. */
    public static TensorScope open() {
        TensorScope scope = new TensorScope(INNERMOST.get());
        INNERMOST.set(scope);
        return scope;
    }

    /** The innermost open scope of this thread, or null. */
    static @Nullable TensorScope innermost() {
        return INNERMOST.get();
    }

    /**
     * Moves the tensor from its scope to the next outer one, or detaches it where there is none.
     *
     * @return the same tensor
     * @throws IllegalStateException if it is closed, or detached already
     */
    public static Tensor promote(Tensor tensor) {
        TensorScope scope = tensor.scope();
        if (scope == null) {
            throw new IllegalStateException("promote: " + tensor + " belongs to no scope");
        }
        tensor.moveTo(scope.outer);
        return tensor;
    }

    /**
     * Frees the tensor from all scopes: from now on whoever holds it closes it, on whatever thread.
     *
     * @return the same tensor
     * @throws IllegalStateException if it is closed
     */
    public static Tensor removeFromScope(Tensor tensor) {
        tensor.moveTo(null);
        return tensor;
    }

    void add(Tensor tensor) {
        if (members.size() >= sweepAt) {
            // A long-lived scope must not remember every temporary that was closed or moved away.
            members.removeIf(member -> !member.belongsTo(this));
            sweepAt = Math.max(FIRST_SWEEP, 2 * members.size());
        }
        members.add(tensor);
    }

    void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("a tensor scope of thread '" + owner.getName() + "' was used by thread '"
                    + Thread.currentThread().getName() + "'; detach a tensor to hand it over");
        }
    }

    /**
     * Closes every tensor that still belongs to this scope, and the scopes inside it first; a second call does nothing.
     *
     * @throws WrongThreadException on another thread than the one that opened it
     */
    @Override
    public void close() {
        requireOwner();
        if (closed) {
            return;
        }
        RuntimeException failure = null;
        for (TensorScope inner = INNERMOST.get(); inner != null && inner != this; inner = INNERMOST.get()) {
            failure = inner.closeMembers(failure);
        }
        failure = closeMembers(failure);
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException closeMembers(@Nullable RuntimeException earlier) {
        RuntimeException failure = earlier;
        closed = true;
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
        for (Tensor member : members) {
            if (member.belongsTo(this)) {
                try {
                    member.close();
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        members = List.of();
        return failure;
    }
}
