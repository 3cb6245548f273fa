package wgan.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build gave this module. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getModule().getDescriptor().rawVersion().orElse("(not packaged)");
        return new String[] {"wgan " + version};
    }
}
