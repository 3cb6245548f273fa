package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.DataOptions;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.FileState;
import wgan.mpi.Mpi;
import wgan.mpi.MpiException;
import wgan.nccl.Nccl;
import wgan.nccl.NcclException;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.TorchException;

/** The command that shows what this machine has and what is missing. */
@Command(
        name = "doctor",
        description = "Show which libtorch, devices and data this program finds, and what is wrong with them.",
        footer = {"", "Examples:", "  wgan doctor", "  LIBTORCH=/opt/libtorch wgan doctor --json"})
public final class Doctor implements Callable<Integer> {
    private static final String PROBLEM = "problem";

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    private Doctor() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Doctor(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Object> findings = new LinkedHashMap<>();
        findings.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        findings.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        findings.put("processors", Runtime.getRuntime().availableProcessors());
        examineLibTorch(findings);
        examineMpi(findings);
        if (findings.containsKey("cuda")) {
            examineNccl(findings);
        }
        examineData(findings);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isRequested()) {
            out.println(JsonMapper.shared().writeValueAsString(findings));
        } else {
            findings.forEach((what, found) -> out.printf("%-18s %s%n", title(what), found));
        }
        out.flush();
        return findings.containsKey(PROBLEM) ? ExitCode.LIBTORCH : ExitCode.DONE;
    }

    /** Returns the name of a finding in text: that of a dataset as {@code --dataset} has it, else words. */
    static String title(String key) {
        return Stream.of(DatasetName.values())
                .map(DatasetName::toString)
                .filter(name -> key(name).equals(key))
                .findFirst()
                .orElse(key.replace('_', ' '));
    }

    private static String key(String dataset) {
        return dataset.replace('-', '_');
    }

    private static void examineLibTorch(Map<String, Object> findings) {
        try {
            LibTorch libTorch = LibTorch.get();
            findings.put("libtorch", libTorch.version());
            findings.put("libtorch_source", libTorch.source());
            findings.put("libtorch_directory", libTorch.directory().toString());
            findings.put("threads", libTorch.threads());
            findings.put("native_bf16", libTorch.hasNativeBf16(Device.CPU));
            findings.put("gpus", libTorch.gpuCount());
            libTorch.cudaVersions().ifPresent(versions -> findings.put("cuda", versions));
            libTorch.cudaProblem().ifPresent(problem -> findings.put("cuda_unavailable", problem));
        } catch (TorchException e) {
            findings.put(PROBLEM, e.getMessage());
        }
    }

    private static void examineMpi(Map<String, Object> findings) {
        try {
            findings.put("mpi", Mpi.find().map(Mpi::toString).orElse("none, so a run has one process"));
        } catch (MpiException e) {
            findings.put("mpi", e.getMessage());
        }
    }

    private static void examineNccl(Map<String, Object> findings) {
        try {
            findings.put("nccl", Nccl.find().map(Nccl::toString).orElse("none, so GPUs exchange tensors by MPI"));
        } catch (NcclException e) {
            findings.put("nccl", e.getMessage());
        }
    }

    private static void examineData(Map<String, Object> findings) throws IOException {
        DataOptions options = DataOptions.defaults();
        findings.put("cache", options.cache().toString());
        for (DatasetName name : DatasetName.values()) {
            List<FileState> files = Datasets.files(name, options);
            long verified = files.stream()
                    .filter(file -> file.check() == FileState.Check.VERIFIED)
                    .count();
            if (!files.isEmpty()) { // the synthetic dataset has none
                findings.put(
                        key(name.toString()),
                        verified == 0 ? "not downloaded" : verified + " of " + files.size() + " files verified");
            }
        }
    }
}
