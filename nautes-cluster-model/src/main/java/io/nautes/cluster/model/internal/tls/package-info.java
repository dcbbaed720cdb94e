/** Reading of certificates, shared by the modules of this project. Not for use outside it. */
@NullMarked
package io.nautes.cluster.model.internal.tls;

import org.jspecify.annotations.NullMarked;
