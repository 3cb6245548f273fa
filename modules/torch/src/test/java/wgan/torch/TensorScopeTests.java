package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class TensorScopeTests {
    @Test
    void close_closesTensorsCreatedInside() {
        Tensor inside;
        try (var scope = TensorScope.open()) {
            inside = number();
        }
        assertThat(inside.isClosed()).isTrue();
    }

    @Test
    void close_twice_closesOnce() {
        TensorScope scope = TensorScope.open();
        Tensor inside = number();
        inside.close();
        scope.close();
        scope.close();
        assertThat(inside.isClosed()).isTrue();
    }

    @Test
    void tensor_belongsToTheInnermostScope() {
        try (var outer = TensorScope.open()) {
            Tensor ofOuter = number();
            Tensor ofInner;
            try (var inner = TensorScope.open()) {
                ofInner = number();
            }
            assertThat(ofInner.isClosed()).isTrue();
            assertThat(ofOuter.isClosed()).isFalse();
            assertThat(number().isClosed()).isFalse();
        }
    }

    @Test
    void tensor_createdWithoutAScope_belongsToNoScope() {
        Tensor free = number();
        try (var scope = TensorScope.open()) {
            assertThat(free.isClosed()).isFalse();
        }
        assertThatThrownBy(() -> free.promote())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("promote: f32 () belongs to no scope");
        free.close();
    }

    @Test
    void promote_movesOneScopeOutward() {
        try (var outer = TensorScope.open()) {
            Tensor promoted;
            try (var middle = TensorScope.open()) {
                try (var inner = TensorScope.open()) {
                    promoted = number();
                    assertThat(promoted.promote()).isSameAs(promoted);
                }
                assertThat(promoted.isClosed()).isFalse();
            }
            assertThat(promoted.isClosed()).isTrue();
        }
    }

    @Test
    void promote_fromTheOutermostScope_removesFromAllScopes() {
        Tensor promoted;
        try (var scope = TensorScope.open()) {
            promoted = number().promote();
        }
        assertThat(promoted.isClosed()).isFalse();
        OtherThread.run(promoted::close);
    }

    @Test
    void removeFromScope_removesFromAllScopes() {
        Tensor detached;
        try (var outer = TensorScope.open();
                var inner = TensorScope.open()) {
            detached = number();
            assertThat(detached.removeFromScope()).isSameAs(detached);
            assertThat(detached.removeFromScope()).isSameAs(detached);
        }
        assertThat(detached.isClosed()).isFalse();
        detached.close();
    }

    @Test
    void close_ofTheOuterFirst_closesTheInnerWithIt() {
        TensorScope outer = TensorScope.open();
        Tensor ofOuter = number();
        TensorScope inner = TensorScope.open();
        Tensor ofInner = number();
        outer.close();
        assertThat(ofOuter.isClosed()).isTrue();
        assertThat(ofInner.isClosed()).isTrue();

        Tensor free = number();
        inner.close();
        assertThat(free.isClosed()).isFalse();
        free.close();
    }

    @Test
    void scope_isClosedAfterAnException() {
        List<Tensor> made = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (var scope = TensorScope.open()) {
                        made.add(number());
                        made.add(number());
                        throw new IllegalArgumentException("in the middle");
                    }
                })
                .hasMessage("in the middle")
                .hasNoSuppressedExceptions();
        assertThat(made).hasSize(2).allMatch(Tensor::isClosed);
    }

    @Test
    void close_onAnotherThread_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor inside = number();
            assertThatThrownBy(() -> OtherThread.run(scope::close))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("is used by thread 'other'");
            assertThat(inside.isClosed()).isFalse();
        }
    }

    @Test
    void scopes_belongToTheirThreads() {
        try (var scope = TensorScope.open()) {
            Tensor[] ofOthers = new Tensor[3];
            OtherThread.run(() -> ofOthers[0] = number());
            OtherThread.runVirtual(() -> ofOthers[1] = number());
            OtherThread.runVirtual(() -> {
                try (var theirs = TensorScope.open()) {
                    ofOthers[2] = number();
                }
            });
            assertThat(ofOthers[2].isClosed()).isTrue();
            ofOthers[0].close();
            ofOthers[1].close();
        }
    }

    @Test
    void longLivedScope_dropsClosedTemporaries_andKeepsTheRest() throws ReflectiveOperationException {
        List<Tensor> kept = new ArrayList<>();
        try (var scope = TensorScope.open()) {
            for (int i = 0; i < 10_000; i++) {
                if (i % 100 == 0) {
                    kept.add(number());
                } else {
                    number().close();
                }
            }
            assertThat(members(scope)).isBetween(kept.size(), 2_000);
            assertThat(kept).noneMatch(Tensor::isClosed);
        }
        assertThat(kept).hasSize(100).allMatch(Tensor::isClosed);
    }

    /** Returns the number of tensors that a scope refers to, which otherwise shows only in the memory of a long run. */
    private static int members(TensorScope scope) throws ReflectiveOperationException {
        var field = TensorScope.class.getDeclaredField("members");
        field.setAccessible(true);
        return ((List<?>) field.get(scope)).size();
    }

    private static Tensor number() {
        return Tensor.zeros(DType.F32, Device.CPU);
    }
}
