package io.nautes.cluster.gitstore.internal.transport;

import java.io.InputStream;
import java.net.http.HttpHeaders;

/**
 * The status and headers of a reply, and its body, which may still be received while it is read.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record ReplyHead(int status, HttpHeaders headers, InputStream body) {}
