package wgan.torch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of temporary tensors: every tensor that is created while a scope is open is closed when the scope is.
 *
 * <pre>{@code try (var step = TensorScope.open()) { Tensor score = critic.forward(images).output(); return
 * score.mean().item(); } // score and all temporaries are released here }</pre>
 *
 * <p>Scopes nest, and a new tensor belongs to the innermost scope of its thread. A tensor that must live longer is
 * {@linkplain #promote promoted} to the next outer scope or {@linkplain #removeFromScope removed} from all scopes; a tensor
 * that is created while no scope is open belongs to no scope, and its creator closes it.
 *
 * <p>A scope and its tensors belong to the thread that opened it; another thread that uses them gets a
 * {@link WrongThreadException}. Tensors that belong to no scope can be used by every thread.
 */
public final class TensorScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();
    private static final int FIRST_SWEEP = 1024;

    private final Thread owner = Thread.currentThread();
    private final @Nullable TensorScope outer;
    /** Every tensor that ever belonged to this scope, except those that a sweep has dropped. */
    private List<Tensor> members = new ArrayList<>();

    private int sweepAt = FIRST_SWEEP;
    private boolean closed;

    private TensorScope(@Nullable TensorScope outer) {
        this.outer = outer;
    }

    /** Opens a scope inside the innermost open scope of this thread. */
    public static TensorScope open() {
        TensorScope scope = new TensorScope(INNERMOST.get());
        INNERMOST.set(scope);
        return scope;
    }

    /** Returns the innermost open scope of this thread, or null. */
    static @Nullable TensorScope innermost() {
        return INNERMOST.get();
    }

    /**
     * Checks that this thread has an open scope, for an operation whose temporaries a scope releases.
     *
     * @param operation the name of the operation in the message
     * @throws IllegalStateException if no scope is open
     */
    public static void requireOpen(String operation) {
        if (INNERMOST.get() == null) {
            throw new IllegalStateException(
                    operation
                            + ": no tensor scope is open, so its temporaries would never be released; open a TensorScope first");
        }
    }

    /**
     * Moves a tensor from its scope to the next outer one, or removes it from all scopes if there is none.
     *
     * @return the same tensor
     * @throws IllegalStateException if it is closed, or belongs to no scope
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
     * Removes a tensor from all scopes: from now on it can be used by every thread, and its owner closes it.
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
            // A long-lived scope must not keep references to temporaries that were closed or moved.
            members.removeIf(member -> !member.belongsTo(this));
            sweepAt = Math.max(FIRST_SWEEP, 2 * members.size());
        }
        members.add(tensor);
    }

    boolean isOwnedByThisThread() {
        return Thread.currentThread() == owner;
    }

    void requireOwner() {
        if (!isOwnedByThisThread()) {
            throw new WrongThreadException("a tensor scope of thread '" + owner.getName() + "' is used by thread '"
                    + Thread.currentThread().getName() + "'; remove a tensor from its scope to share it");
        }
    }

    /**
     * Closes the scopes inside this one, then every tensor that belongs to it; a second call does nothing.
     *
     * @throws WrongThreadException if another thread than the one that opened it calls this
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
