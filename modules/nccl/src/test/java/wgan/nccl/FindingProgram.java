package wgan.nccl;

/** A program that finds NCCL, for a test that starts a process. */
public final class FindingProgram {
    private FindingProgram() {}

    /** Prints why NCCL cannot be used. Takes no arguments. */
    public static void main(String[] arguments) {
        try {
            System.out.println(Nccl.find());
        } catch (NcclException e) {
            System.out.println(e.getMessage());
        }
    }
}
