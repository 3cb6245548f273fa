package wgan.train;

import java.util.ArrayList;
import java.util.List;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Some iterations of small networks by several processes, in f64, which end with the same parameters for any number of them. */
public final class ParallelTraining {
    static final int BATCH = 10; // 3 and 4 processes have shares of different sizes
    private static final int LATENT_DIM = 20;
    private static final int ITERATIONS = 20;

    private ParallelTraining() {}

    /** Trains, and returns the parameters and running statistics of both networks. */
    public static double[] parameters(ObjectiveType type, DataParallel parallel, Device device) {
        return parameters(new SmallObjective(type.defaults()), parallel, device);
    }

    private static double[] parameters(Objective objective, DataParallel parallel, Device device) {
        Shard shard = Shard.of(BATCH, parallel.processes());
        try (AdversarialNetworks networks = AdversarialNetworks.initial(
                objective, LATENT_DIM, ImageShape.MNIST, new Seed(1), DType.F64, device, parallel)) {
            networks.setLearningRates(OracleComparison.CRITIC_RATE, OracleComparison.CRITIC_RATE);
            networks.setWeight(shard.weight());
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                try (var scope = TensorScope.open()) {
                    Tensor real = normal(shard, iteration, 0, BATCH, 1, 28, 28).tanh();
                    Tensor uniform = normal(shard, iteration, 1, BATCH, 1, 1, 1).sigmoid();
                    networks.updateCritic(
                            real.to(device),
                            normal(shard, iteration, 2, BATCH, LATENT_DIM).to(device),
                            uniform.to(device));
                    networks.updateGenerator(
                            normal(shard, iteration, 3, BATCH, LATENT_DIM).to(device));
                }
            }
            List<Double> all = new ArrayList<>();
            networks.generator().state().values().forEach(tensor -> addElements(tensor, all));
            networks.critic().state().values().forEach(tensor -> addElements(tensor, all));
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private static void addElements(Tensor tensor, List<Double> all) {
        try (Tensor wide = tensor.to(DType.F64)) {
            for (double element : wide.toDoubleArray()) {
                all.add(element);
            }
        }
    }

    /** Returns the shard of random numbers that all processes draw. */
    private static Tensor normal(Shard shard, int iteration, int number, long... shape) {
        int numel = 1;
        for (long size : shape) {
            numel *= (int) size;
        }
        float[] numbers = new float[numel];
        new Seed(2).stream(Purpose.NOISE, iteration, number).fillGaussian(numbers);
        return Tensor.of(numbers, shape).narrow(0, shard.from(), shard.size()).to(DType.F64);
    }

    /** Returns the largest difference between elements. */
    public static double maxDifference(double[] first, double[] second) {
        double max = 0;
        for (int i = 0; i < first.length; i++) {
            max = Math.max(max, Math.abs(first[i] - second[i]));
        }
        return max;
    }
}
