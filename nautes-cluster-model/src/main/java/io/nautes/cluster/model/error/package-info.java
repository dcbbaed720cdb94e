/**
 * The root of all exceptions of this library, and the exception for malformed documents.
 *
 * <pre>{@code
 * try {
 *     ClusterRequest request = ClusterJson.parseRequest(json).request();
 * } catch (MalformedDocumentException e) {
 *     problems.add(e.getMessage());
 * }
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.model.error;

import org.jspecify.annotations.NullMarked;
