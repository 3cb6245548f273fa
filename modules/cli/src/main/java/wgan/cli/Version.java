package wgan.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this module, which the build records. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getModule().getDescriptor()) // none on the class path
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("(not packaged)");
        return new String[] {"wgan " + version};
    }
}
