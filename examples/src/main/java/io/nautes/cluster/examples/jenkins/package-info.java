/**
 * A custom component, from the catalog to the resource file: {@link
 * io.nautes.cluster.examples.jenkins.JenkinsPipelines} registers pipeline runtimes that run Jenkins instead of Tekton.
 */
@NullMarked
package io.nautes.cluster.examples.jenkins;

import org.jspecify.annotations.NullMarked;
