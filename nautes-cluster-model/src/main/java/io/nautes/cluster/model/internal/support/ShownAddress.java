package io.nautes.cluster.model.internal.support;

/** Formats received addresses for messages. */
public final class ShownAddress {
    private ShownAddress() {}

    /** Returns an address without user information, query and fragment, any of which may be a secret. */
    public static String of(String address) {
        return address.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
    }
}
