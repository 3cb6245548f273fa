package wgan.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * The devices of {@link OnEachDevice}: the CPU and the first GPU. Tests on the GPU are skipped with a reason if there is
 * none.
 */
public final class Devices implements ArgumentsProvider, InvocationInterceptor {
    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Stream.of(Arguments.of(Device.CPU), Arguments.of(Device.cuda(0)));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        boolean needsGpu = call.getArguments().contains(Device.cuda(0));
        assumeTrue(
                !needsGpu || LibTorch.get().gpuCount() > 0,
                () -> "no CUDA: " + LibTorch.get().cudaProblem().orElseThrow());
        invocation.proceed();
    }
}
