package wgan.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test with two parameters, a {@link wgan.image.ImageShape} and a {@link wgan.torch.Device}, that runs for {@linkplain
 * Shapes#REPRESENTATIVE representative shapes} on the CPU and, where there is one, on a GPU.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0} on {1}")
@ArgumentsSource(Shapes.class)
@ExtendWith(Devices.class)
public @interface OnEachShape {}
