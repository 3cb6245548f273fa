package wgan.random;

/** Philox 4×64 with ten rounds, written from the paper, to check the library. */
final class ReferencePhilox {

    private ReferencePhilox() {}

    /** Returns the block of four words for a key of two words and a counter of four. */
    static long[] block(long[] key, long[] counter) {
        long k0 = key[0];
        long k1 = key[1];
        long[] x = counter.clone();
        for (int round = 0; round < 10; round++) {
            long high0 = Math.unsignedMultiplyHigh(0xD2E7470EE14C6C93L, x[0]);
            long low0 = 0xD2E7470EE14C6C93L * x[0];
            long high1 = Math.unsignedMultiplyHigh(0xCA5A826395121157L, x[2]);
            long low1 = 0xCA5A826395121157L * x[2];
            x = new long[] {high1 ^ x[1] ^ k0, low1, high0 ^ x[3] ^ k1, low0};
            k0 += 0x9E3779B97F4A7C15L;
            k1 += 0xBB67AE8584CAA73BL;
        }
        return x;
    }
}
