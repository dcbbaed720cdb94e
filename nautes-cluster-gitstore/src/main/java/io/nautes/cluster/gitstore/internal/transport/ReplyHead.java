package io.nautes.cluster.gitstore.internal.transport;

import java.net.http.HttpHeaders;

/**
 * The status and headers of a reply, and its body, which is received while it is read.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record ReplyHead(int status, HttpHeaders headers, ReplyBody body) {}
