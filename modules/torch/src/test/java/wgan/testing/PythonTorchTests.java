package wgan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests on another libtorch are skipped only if this finds no torch, whether or not wgan.torch finds one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreters here are shell scripts")
@ExtendWith(LiveTensors.class)
class PythonTorchTests {
    @TempDir
    private Path folder;

    @Test
    void version_isThatOfTheInstalledTorch_withoutItsBuild() throws Exception {
        assertThat(PythonTorch.version(python("echo 2.13.0+cpu"))).contains("2.13.0");
    }

    @Test
    void version_isEmpty_ifPythonHasNoTorch() throws Exception {
        assertThat(PythonTorch.version(python("exit 1"))).isEmpty();
    }

    @Test
    void version_isEmpty_withoutPython() throws Exception {
        assertThat(PythonTorch.version(folder.resolve("missing").toString())).isEmpty();
    }

    @Test
    void cudaBuild_isTheTorchOfPython_withACudaPart() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("torch/lib"));
        String python = python("echo " + folder.resolve("torch"));
        assertThat(CudaTorch.directory(python)).isEmpty();

        Files.createFile(lib.resolve(System.mapLibraryName("torch_cuda")));
        assertThat(CudaTorch.directory(python)).contains(folder.resolve("torch"));
        assertThat(CudaTorch.directory(python("exit 1"))).isEmpty();
    }

    private String python(String command) throws Exception {
        Path script = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
