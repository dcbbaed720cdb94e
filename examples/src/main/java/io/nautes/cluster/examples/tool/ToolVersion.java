package io.nautes.cluster.examples.tool;

import picocli.CommandLine.IVersionProvider;

/** A provider of the version in the manifest of the tool's jar. */
final class ToolVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ClusterTool.class.getPackage().getImplementationVersion();
        return new String[] {"nautes-cluster " + (version == null ? "(not packaged)" : version)};
    }
}
