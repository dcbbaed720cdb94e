package io.nautes.cluster.examples.tool;

import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A check that refuses addresses that may contain a password, before they can be shown. */
final class Addresses {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*).*");
    private static final Pattern USER_AND_HOST = Pattern.compile("[A-Za-z0-9._-]+@[^@]+");
    private static final Pattern SCP_LIKE = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.\\[\\]-]+:[^@]*");

    private Addresses() {}

    /**
     * Returns the address of a repository if it cannot contain a password.
     *
     * @throws UsageException if it may contain one; the message does not show the address
     */
    static String checked(String option, String address) {
        if (address.indexOf('@') < 0 || isHarmless(address)) {
            return address;
        }
        throw new UsageException(option + ": the address contains \"@\" and is not one of the forms https://host/path,"
                + " ssh://user@host/path and user@host:path; leave credentials out of it and set GIT_TOKEN, or give"
                + " --username and --password-env");
    }

    private static boolean isHarmless(String address) {
        Matcher url = AUTHORITY.matcher(address);
        if (!url.matches()) {
            return SCP_LIKE.matcher(address).matches() || Files.exists(TextFiles.path(address));
        }
        String authority = url.group("authority");
        boolean hasUser = authority.indexOf('@') >= 0;
        boolean mayHaveUser = url.group("scheme").equals("ssh")
                && USER_AND_HOST.matcher(authority).matches();
        return isUri(address) && (!hasUser || mayHaveUser);
    }

    private static boolean isUri(String address) {
        try {
            return !new URI(address).isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
