package io.nautes.cluster.examples.tool.profile;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of a profile. Each is the name of an option without its dashes. */
enum ProfileKey {
    API_SERVER("api-server", Form.TEXT, Kind.API_SERVER),
    TOKEN_FILE("token-file", Form.FILE, Kind.API_SERVER),
    CA("ca", Form.FILE, Kind.API_SERVER, Kind.REPOSITORY),
    REPOSITORY("repository", Form.FOLDER_OR_URL, Kind.REPOSITORY),
    BRANCH("branch", Form.TEXT, Kind.REPOSITORY),
    USERNAME("username", Form.TEXT, Kind.REPOSITORY),
    PASSWORD_ENV("password-env", Form.TEXT, Kind.REPOSITORY),
    KUBECONFIGS("kubeconfigs", Form.FILE, Kind.REPOSITORY),
    VAULT("vault", Form.TEXT, Kind.REPOSITORY),
    VAULT_TOKEN_FILE("vault-token-file", Form.FILE, Kind.REPOSITORY),
    VAULT_MOUNT("vault-mount", Form.TEXT, Kind.REPOSITORY),
    VAULT_NAMESPACE("vault-namespace", Form.TEXT, Kind.REPOSITORY),
    VAULT_CA("vault-ca", Form.FILE, Kind.REPOSITORY),
    TEMPLATES("templates", Form.FOLDER_OR_URL, Kind.REPOSITORY),
    TEMPLATES_REVISION("templates-revision", Form.TEXT, Kind.REPOSITORY),
    SETTINGS("settings", Form.FILE, Kind.REPOSITORY),
    DEFAULT_CERT("default-cert", Form.FILE, Kind.REPOSITORY),
    GITLAB_CERT("gitlab-cert", Form.FILE, Kind.REPOSITORY),
    TENANT_REPOSITORY("tenant-repository", Form.TEXT, Kind.REPOSITORY),
    MODE("mode", Form.TEXT, Kind.REPOSITORY);

    private final String text;
    private final Form form;
    private final Set<Kind> kinds;

    ProfileKey(String text, Form form, Kind first, Kind... others) {
        this.text = text;
        this.form = form;
        this.kinds = EnumSet.of(first, others);
    }

    /** The form of a value. */
    enum Form {
        /** A text that is used as it is. */
        TEXT,
        /** A path, relative to the folder of the profile file. */
        FILE,
        /** A URL, or a path relative to the folder of the profile file. */
        FOLDER_OR_URL
    }

    /** What a profile is for. */
    enum Kind {
        API_SERVER,
        REPOSITORY
    }

    String text() {
        return text;
    }

    Form form() {
        return form;
    }

    boolean isFor(Kind kind) {
        return kinds.contains(kind);
    }

    static Optional<ProfileKey> of(String text) {
        return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(ProfileKey::text).collect(Collectors.joining(", "));
    }
}
